"""What is tried against HTML, spreadsheets and XML: words that would do something there."""

HTML = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='",
    "` onclick=alert(1) `", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>1</script>",
    "vbscript:x", "<iframe src=javascript:alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<!--", "-->", "--!>", "<!-- --><script>",
    "]]>", "<![CDATA[<script>alert(1)</script>]]>", "</style><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><script>1</script>", "</noscript><img src=x onerror=1>", "<math><mtext></table><mglyph><style><!--</style>",
    "<base href=//x>", "<meta http-equiv=refresh content=0;url=//x>", "<link rel=stylesheet href=//x>", "<style>@import'//x'</style>",
    "<object data=x>", "<embed src=x>", "<form action=//x><input>", "<body onload=1>", "<template><script>1</script></template>",
    "&lt;script&gt;", "&#60;script&#62;", "&#x3c;script>", "<scr\0ipt>alert(1)</scr\0ipt>", "<\u2028script>", "\u2028alert(1)//",
    "${alert(1)}", "$title $data", "{{7*7}}", "<%= 7*7 %>", "\\u003cscript\\u003e", "\\\"};alert(1);//", "';alert(1)//", "\ufeff<script>",
    "expression(alert(1))", "url(//x)", "<x style=behavior:url(x)>", "<!DOCTYPE x>", "<?xml version=\"1.0\"?>", "<b>bold</b>",
]  # fmt: skip
CELLS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"//x\")", "=IMPORTXML(\"//x\")", " =1",
    "'=1", "\"=1\"", "=1,=2", "a\t=1", "a\n=1", "a;=1", "＝1", "＋1", "－1", "＠x", "%0A=1", "#N/A", "TRUE", "1e5", "0012", "1/2", "",
    "a\"b", "a,b", "a\r\nb", "a\rb", "\ufeffa", "\x00a", "\x1fa", "_x000D_", "_x0041_", "x" * 40_000, "\U0001f600" * 20_000,
]  # fmt: skip
