"""How the report looks: on a phone, on a desk, in the dark and on A4."""
# ruff: noqa: E501 - a rule is one line

from __future__ import annotations

from langganan.measure.pls.report import letters, tokens

_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font-size:16px;line-height:1.5;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1120px;margin:0 auto;padding:24px 16px}
header{padding-bottom:0}
h1{font-size:26px;line-height:1.2;letter-spacing:-.02em;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:20px;line-height:1.3;letter-spacing:-.01em;margin:40px 0 12px}
h3{font-size:17px;margin:24px 0 8px}
p{margin:0 0 12px;max-width:72ch}
.soft,.note{color:var(--soft)}
.note,caption,table,figcaption{font-size:14px}
a{color:var(--indigo)}
nav ul{list-style:none;padding:0;margin:16px 0 0;display:flex;flex-wrap:wrap;gap:0 20px}
nav a{display:inline-block;padding:10px 0}
.card,figure,.table{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px;margin:0 0 16px}
figure svg{display:block;height:auto;margin:0 auto}
.scroll{overflow-x:auto;background:linear-gradient(90deg,var(--card) 30%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(270deg,var(--card) 30%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(90deg,var(--line),transparent) 0 0/14px 100% no-repeat,linear-gradient(270deg,var(--line),transparent) 100% 0/14px 100% no-repeat}
.hint,.phone{display:none}
.hint{font-size:14px;color:var(--soft);margin:0 0 8px}
.desk svg{width:100%}
@media screen and (max-width:700px){
.hint,.phone{display:block}
.desk{display:none}
.phone svg{width:100%;max-width:400px}
.table,figure{padding:16px}
.scroll tbody th,.scroll thead tr>:first-child{position:sticky;left:0;background:var(--card);max-width:40vw;overflow-wrap:anywhere}
}
details{background:var(--card);border:1px solid var(--line);border-radius:14px;margin:0 0 16px}
summary{padding:12px 16px;min-height:44px;cursor:pointer}
summary .sign{display:inline-block;margin-right:8px}
details .verdict{border:0;border-top:1px solid var(--line);border-radius:0;margin:0}
figcaption{color:var(--soft);margin-top:8px}
.verdict{list-style:none;padding:0 16px;margin:0 0 16px;background:var(--card);border:1px solid var(--line);border-radius:14px}
.verdict li{display:grid;grid-template-columns:26px 1fr;gap:2px 12px;padding:10px 0}
.verdict li+li{border-top:1px solid var(--line)}
.verdict p{margin:0;max-width:85ch}
.verdict .rule{font-size:14px;color:var(--soft);grid-column:2}
.sign{font-weight:700;font-size:14px;width:24px;height:24px;border-radius:50%;text-align:center;line-height:24px;align-self:start}
.holds .sign{background:var(--leaf-wash);color:var(--leaf)}
.fails .sign{background:var(--soga-wash);color:var(--soga)}
.open .sign{border:1px solid var(--soft);color:var(--soft)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
table{border-collapse:collapse;width:100%;border-bottom:1.5px solid var(--ink)}
caption{text-align:left;padding-bottom:8px;font-style:italic}
caption b{font-style:normal;margin-right:4px}
thead th,thead td{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--ink);vertical-align:bottom;font-weight:600;line-height:1.3}
th,td{padding:5px 10px 5px 0;text-align:left;font-weight:400;vertical-align:top}
th:last-child,td:last-child{padding-right:2px}
.number{text-align:right;padding:5px 0 5px 14px;white-space:nowrap}
thead .number{white-space:normal}
.number+:not(.number){padding-left:16px}
tbody th{min-width:6em}
.inner{padding-left:18px}
tr.strong th,tr.strong td{font-weight:700;padding-top:10px}
.doubted{color:var(--soga)}
.note{margin:8px 0 0}
pre{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:12px;overflow-x:auto;font-size:14px;line-height:1.45;margin:0 0 12px}
.references{padding:0;list-style:none}
.references li{padding-left:28px;text-indent:-28px;margin-bottom:6px;font-size:14px;max-width:90ch;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:14px;border-top:1px solid var(--line)}
:focus-visible{outline:2px solid var(--indigo);outline-offset:2px}
@page{size:A4;margin:18mm 16mm}
@page across{size:A4 landscape;margin:14mm}
@media print{
body{font-size:10pt;background:none}
header,main,footer{max-width:none;padding:0}
nav{display:none}
h1{font-size:18pt}h2{font-size:14pt;margin-top:18pt}h3{font-size:11pt}
h2,h3,caption{break-after:avoid}
p,li{orphans:3;widows:3}
.card,figure,.table{border:0;padding:0;margin:0 0 14pt;border-radius:0}
.verdict{border:0;border-radius:0;padding:0;margin:0 0 8pt}
details{border:0;margin:0}
summary{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
details .verdict{border:0}
.verdict li{padding:3pt 0;break-inside:avoid}
figure,pre{break-inside:avoid}
.scroll{overflow:visible;background:none}
.short{break-inside:avoid}
.dense table{font-size:6.2pt}
.dense .number{padding-left:3pt}
figure svg{max-width:100%!important;min-width:0!important}
figure .desk svg{width:auto}
figure svg.pls-chart{max-width:150mm!important}
.sign{border:.5pt solid}
th,td,.number{padding-top:2pt;padding-bottom:2pt}
.number{padding-left:7pt}
tr.strong th,tr.strong td{padding-top:5pt}
section.across{break-before:page;break-after:page}
section.across h2{margin-top:0}
section.across svg{max-height:145mm}
.note,caption,figcaption,.references li,.verdict .rule,pre,footer{font-size:8.5pt}
table{font-size:8pt}
.across{page:across}
.table.across{break-before:page;break-after:page}
thead{display:table-header-group}
tr{break-inside:avoid}
pre{white-space:pre-wrap}
a{color:inherit;text-decoration:none}
}
"""


def sheet(*more: str) -> str:
    """This function will give the whole style sheet; `more` are rules of one report."""
    family = f"body{{font-family:{letters.FAMILY}}}"
    return "".join([tokens.rules(), family, _RULES.replace("\n", ""), *more])
