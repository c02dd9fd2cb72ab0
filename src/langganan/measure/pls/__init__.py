"""PLS-SEM: a questionnaire's path model specified, estimated, bootstrapped, assessed, judged and reported."""
