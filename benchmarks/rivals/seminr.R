# seminr for R (GPL-3) on one of our models: Rscript seminr.R ANSWERS.csv CONSTRUCTS.csv PATHS.csv RESAMPLES SEED
# Prints: seconds of the bootstrap, then each path as from,to,estimate. benchmarks/pls.py runs it where R has seminr.
suppressPackageStartupMessages(library(seminr))
given <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(given[1], check.names = FALSE)
made <- read.csv(given[2], stringsAsFactors = FALSE) # construct, mode, items (separated by spaces)
arrows <- read.csv(given[3], stringsAsFactors = FALSE) # from, to
measured <- do.call(constructs, lapply(seq_len(nrow(made)), function(i) {
  weights <- if (made$mode[i] == "B") mode_B else mode_A
  composite(made$construct[i], strsplit(made$items[i], " ")[[1]], weights = weights)
}))
structure <- do.call(relationships, lapply(seq_len(nrow(arrows)), function(i) {
  paths(from = arrows$from[i], to = arrows$to[i])
}))
fitted <- estimate_pls(data = answers, measurement_model = measured, structural_model = structure)
invisible(capture.output(taken <- system.time(
  bootstrap_model(seminr_model = fitted, nboot = as.integer(given[4]), cores = 2, seed = as.integer(given[5]))
)))
cat(taken[["elapsed"]], "\n")
for (i in seq_len(nrow(arrows))) {
  cat(sprintf("%s,%s,%.15g\n", arrows$from[i], arrows$to[i], fitted$path_coef[arrows$from[i], arrows$to[i]]))
}
