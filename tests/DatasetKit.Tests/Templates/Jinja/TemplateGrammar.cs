namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>
/// What random templates are made of. In a pattern, <c>$s</c> is a text, <c>$i</c> an integer, <c>$c</c> a small count, <c>$f</c> a float, <c>$n</c> a number, <c>$b</c> a truth value,
/// <c>$l</c> a list, <c>$t</c> a list of texts, <c>$o</c> a list of integers, <c>$d</c> a dict, <c>$m</c> a list of dicts, <c>$a</c> anything, <c>$k</c> a key, <c>$j</c> a bound of a slice,
/// <c>$B</c> statements, <c>$L</c> statements in a loop; <c>&lt;%</c> and <c>&lt;&lt;</c> are tags whose whitespace control is drawn.
/// </summary>
internal static class TemplateGrammar
{
    internal static readonly Dictionary<char, string[]> Expressions = new()
    {
        ['s'] =
        [
            "s1", "s2", "s3", "'%s'|format($a)", "'<b>&'|safe", "$s ~ $a", "$s + $s", "$s * $c", "$s[$i]", "$s[$j:]", "$s[:$j]", "$s[$j:$j:$j]", "$s[::-1]", "$s.upper()", "$s.lower()", "$s.title()",
            "$s.capitalize()", "$s.swapcase()", "$s.casefold()", "$s.strip()", "$s.strip($s)", "$s.lstrip($s)", "$s.rstrip()", "$s.replace($s, $s)", "$s.replace($s, $s, $i)", "$s.center($c)", "$s.center($c, '*')",
            "$s.ljust($c)", "$s.rjust($c, 'é')", "$s.zfill($c)", "$s.expandtabs($c)", "$s.expandtabs()", "$s.removeprefix($s)", "$s.removesuffix($s)", "$s.join($t)", "$s.join($s)", "$s.translate({})", "$s.join($l)",
            "$s|upper", "$s|lower", "$s|title", "$s|capitalize", "$s|trim", "$s|trim($s)", "$s|trim(chars=$s)", "$s|replace($s, $s)", "$s|replace($s, $s, $c)", "$s|replace(old=$s, new=$s, count=$c)", "$s|center($c)",
            "$s|center(width=$c)", "$s|indent", "$s|indent($c)", "$s|indent($c, $b, $b)", "$s|indent(width=$s, first=$b)", "$s|truncate($c)", "$s|truncate($c, $b)", "$s|truncate(length=$c, killwords=$b, end=$s, leeway=$c)",
            "$s|wordwrap($c)", "$s|wordwrap($c, $b)", "$s|wordwrap(width=$c, break_long_words=$b, wrapstring=$s, break_on_hyphens=$b)", "$s|striptags", "$s|escape", "$s|e", "$s|forceescape", "$s|safe", "$s|string", "$a|string",
            "$s|urlencode", "$d|urlencode", "$s|urlize", "$s|urlize($c, $b)", "$s|urlize(trim_url_limit=$c, rel=$s, target=$s)", "$s|first", "$s|last", "$s|reverse", "$a|pprint", "$s|default($s)", "nope|default($s)",
            "$s|default($s, $b)", "$s|d(default_value=$s, boolean=$b)", "$l|join", "$l|join($s)", "$m|join($s, attribute=$k)", "$m|join(', ', $k)", "$t|join(d=$s)", "$a|tojson", "$a|tojson($b)", "$a|tojson(indent=$c)",
            "$a|tojson(sort_keys=$b)", "$d|tojson(separators=(',', ':'))", "$a|tojson(ensure_ascii=$b)", "$d|xmlattr", "$d|xmlattr($b)", "$n|filesizeformat", "$n|filesizeformat($b)", "$i|filesizeformat(binary=$b)", "'{}'.format($a)",
            "'{0}-{1}'.format($a, $s)", "'{a}{b}'.format(a=$s, b=$n)", "'{:>$c}|{:^$c}|{:<$c}'.format($s, $s, $s)", "'{:*^+$cd}'.format($i)", "'{:.$cf}'.format($n)", "'{:.$ce}'.format($n)", "'{:.$cg}'.format($n)", "'{:,}'.format($n)", "'{:_}'.format($i)",
            "'{:#x} {:o} {:b} {:X}'.format($i, $i, $i, $i)", "'{:%}'.format($n)", "'{!r:>$c}'.format($a)", "'{0[$c]}'.format($l)", "'{0[role]}'.format($d)", "'{:.$cs}'.format($s)", "'{:0$c}'.format($n)", "'{:{}}'.format($s, $c)", "'{:c}'.format($c)", "'{:n}'.format($n)",
            "'%d' % $n", "'%5.$cf' % $n", "'%-$cs|' % $s", "'%s %s' % ($a, $a)", "'%(a)s' % {'a': $a}", "'%x %o %X' % ($i, $i, $i)", "'%e' % $n", "'%g' % $n", "'%+d' % $i", "'%r' % ($a,)", "'%c' % $s", "'%5s%%' % $s", "'%0$cd' % $i", "'%.$cs' % $s", "'%#x' % $i", "'%a' % $s", "'% d' % $i",
            "'%s'|format($a)", "'%s %d'|format($s, $i)", "'%(k)s'|format(k=$a)", "$s if $b else $s", "($s if $b)", "$t|first", "$t|last", "$t|random", "$m[0].role", "$m[$i].content", "messages[$i]['role']", "$d.$k", "$d[$s]", "$d.get($s)", "$d.get($s, $s)",
            "m1($a)", "m1($a, $a)", "m1(x=$s, y=$s)", "m2($a)", "ns.s", "strftime_now('%Y-%m-%d')", "$s.encode()|string", "$t|min", "$t|max", "($s|attr('upper'))()", "($s|safe) + $s", "($s|safe) ~ $s", "($s|safe) % $a", "$s ~ ($s|safe)", "$s.format($a)", "$s|lower|title", "''.join($t)", "$s.partition($s)[$i]", "$s.maketrans($s)",
        ],
        ['i'] =
        [
            "n1", "n2", "$i + $i", "$i - $i", "$i * $i", "$i // $i", "$i % $i", "-$i", "+$i", "$c ** $c", "$s|length", "$l|length", "$l|count", "$d|length", "$t|length", "$s.find($s)", "$s.rfind($s)", "$s.find($s, $i, $i)", "$s.index($s)", "$s.rindex($s)", "$s.count($s)", "$s.count($s, $i)", "$l.count($a)", "$l.index($a)", "$a|int",
            "$s|int", "$s|int($i)", "$s|int($i, $c)", "$s|int(default=$i, base=$c)", "$f|int", "$i|abs", "$o|sum", "$o|sum(start=$i)", "$o|min", "$o|max", "$o|first", "$o|last", "$o[$i]", "$s|wordcount", "$i|round", "$m|map(attribute='n')|sum", "$m|sum(attribute='n')", "$m|sum('n', $i)", "$i.bit_length()", "$i if $b else $i", "$b + $i", "ns.a", "10**20", "2**63", "9223372036854775807", "$i.real", "$i * 10**18", "$b|int", "$i|int",
            "$l|list|length", "$o|sort|first", "$i.numerator",
        ],
        ['f'] = ["f1", "f2", "$n / $n", "$f + $n", "$n * $f", "$f - $n", "$f // $n", "$f % $n", "$f ** $c", "-$f", "$a|float", "$s|float", "$s|float($f)", "$s|float(default=$f)", "$n|round", "$n|round($c)", "$f|round(precision=$c, method=$r)", "$f|round($c, $r)", "$f|abs", "$n|float", "1e16", "1.5e300 * $f", "0.1 + $f", "$f|string|float", "5e-324", "$n|round(-1)"],
        ['n'] = ["$i", "$i", "$f", "$b"],
        ['b'] =
        [
            "true", "false", "b1", "not $a", "$a and $a", "$a or $a", "$a == $a", "$a != $a", "$n < $n", "$n >= $n", "$s < $s", "$l <= $l", "$n < $n <= $n", "$a in $l", "$s in $s", "$s not in $t", "$s in $d", "$a in $t", "$s.startswith($s)", "$s.endswith($s)", "$s.startswith(($s, $s))", "$s.endswith($s, $i, $i)", "$s.startswith($s, $i)",
            "$s.isalpha()", "$s.isdigit()", "$s.isalnum()", "$s.isspace()", "$s.isupper()", "$s.islower()", "$s.istitle()", "$s.isnumeric()", "$s.isdecimal()", "$s.isidentifier()", "$s.isascii()", "$s.isprintable()", "$a is defined", "nope is defined", "$a is undefined", "$a is none", "$a is string", "$a is mapping", "$a is iterable", "$a is sequence", "$a is number",
            "$a is integer", "$a is float", "$a is boolean", "$a is true", "$a is false", "$a is callable", "$a is escaped", "$a is sameas $a", "$i is odd", "$i is even", "$i is divisibleby $i", "$i is divisibleby($i)", "$a is eq $a", "$a is equalto $a", "$a is ne $a", "$n is lt $n", "$n is gt $n", "$n is le $n", "$n is ge $n", "$a is in $l", "$s is in $s", "$s is lower", "$s is upper",
            "$s is filter", "$s is test", "$a is not none", "$a is not in $l", "loop is defined", "$d.$k is defined", "$n is lessthan $n", "$n is greaterthan $n", "$f.is_integer()", "not $b", "$n == $n", "$s == $s", "$l == $l", "$d == $d",
        ],
        ['l'] = ["$t", "$o", "$m", "[$a, $a]", "[$a]", "[]", "($a, $a)", "($a,)", "$l + $l", "$l[$j:]", "$l[:$j]", "$l[::$j]", "$l|list", "$l|reverse|list", "$l|unique|list", "$l|batch($c)|list", "$l|batch($c, $a)|list", "$l|batch(linecount=$c, fill_with=$a)|list", "$l|slice($c)|list", "$l|slice($c, $a)|list", "$l|slice(slices=$c, fill_with=$a)|list", "$d|items|list", "$d.items()", "$d.keys()", "$d.values()",
            "$d|dictsort", "$d|dictsort($b)", "$d|dictsort($b, $y, $b)", "$d|dictsort(case_sensitive=$b, by=$y, reverse=$b)", "$l|select|list", "$l|reject|list", "$l|select($q)|list", "$l|reject($q)|list", "$m|groupby('role')", "$m|groupby($k)", "$m|groupby(attribute=$k, default=$s)", "$m|groupby('role', case_sensitive=$b)", "range($c)|list", "$l * $c", "$l|map('string')|list", "$l|map('default', $s)|list", "l1", "$s|list", "$d|list", "$l if $b else $l",
            "$l.copy()", "$s.partition($s)", "$s.rpartition($s)", "$s.splitlines()", "messages", "range($c)", "range($c, $c)", "range($c, $i, $i)", "$l|map('length')|list", "[$l, $d, $s, $n, none, $b]"],
        ['t'] = ["t1", "[$s, $s]", "[$s, $s, $s]", "$s.split()", "$s.split($s)", "$s.split($s, $c)", "$s.split(maxsplit=$c)", "$s.split(sep=$s)", "$s.rsplit($s, $c)", "$s.rsplit()", "$s.splitlines($b)", "$t|sort", "$t|sort($b)", "$t|sort(reverse=$b, case_sensitive=$b)", "$t|unique|list", "$t|unique($b)|list", "$t|map('upper')|list", "$t|map('replace', $s, $s)|list", "$t|map('trim')|list", "$m|map(attribute=$k)|list",
            "$m|map(attribute=$k, default=$s)|list", "$t|select($q)|list", "$t|reject('in', $t)|list", "$t[::-1]", "$t + $t", "$t|reverse|list", "$s|list", "$t|map('truncate', $c)|list", "$t|map('first')|list", "$t|map('indent', $c, true)|list", "$t|select('eq', $s)|list", "$t|map('center', width=$c)|list"],
        ['o'] = ["o1", "[$i, $i]", "[$i, $i, $i]", "range($c)|list", "$o|sort", "$o|sort(true)", "$o|sort(reverse=$b)", "$o|unique|list", "$o|select('odd')|list", "$o|reject('even')|list", "$o|select('gt', $i)|list", "$o|select('divisibleby', $i)|list", "$o|map('abs')|list", "$t|map('length')|list", "$t|map('int')|list", "$o[::-1]", "$o|map('round')|list", "$o|map('int', $c)|list", "$o|reverse|list"],
        ['m'] = ["messages", "messages", "messages[$j:]", "messages|selectattr('role', 'equalto', $s)|list", "messages|selectattr($k)|list", "messages|rejectattr($k)|list", "messages|selectattr($k, $q)|list", "messages|rejectattr($k, 'in', $l)|list", "messages|sort(attribute=$k)", "messages|sort(attribute='role,content', reverse=$b)", "messages|unique(attribute=$k)|list", "messages[::-1]", "[$d, $d]", "messages|reverse|list", "messages|selectattr($k, 'defined')|list", "messages|sort(false, $b, $k)", "messages|sort(attribute='deep.x')", "messages|map('items')|map('list')|list", "$m|unique(false, $k)|list"],
        ['d'] = ["d1", "d1", "{'a': $a}", "{'b': $a, 'a': $a}", "{$s: $a, $i: $s}", "dict(a=$a, B=$a)", "messages[$i]", "dict($d, z=$a)", "{}", "$d.copy()", "dict($d|items)", "namespace(a=$a, b=$s)", "dict($l)", "{}.fromkeys($t, $a)", "{$i: $i, $b: $s}", "{none: $s, $f: $a}"],
        ['a'] = ["$s", "$s", "$i", "$f", "$b", "$l", "$d", "none", "nope", "nope.x", "$d.$k", "$l[$i]", "$t", "$a if $b else $a", "$a and $a", "$a or $a", "$m|first", "$l|first", "$l|last", "$l|min", "$l|max", "$a|default($a)", "$s|attr($k)", "messages[0].$k", "$d|attr($k)", "ns", "$l|sum", "($a)", "$d.pop($s)", "$l.append($a)", "$l|random", "$m|min(attribute=$k)", "$m|max(attribute=$k)", "$l|min(case_sensitive=$b)", "$o|max"],
        ['k'] = ["'role'", "'content'", "'n'", "'deep'", "'deep.x'", "'nope'", "'items'", "0"],
        ['q'] = ["'string'", "'defined'", "'none'", "'number'", "'odd'", "'mapping'", "'upper'", "'true'", "'sequence'", "'nosuch'"],
        ['j'] = ["1", "2", "-1", "n2", "3", "-4", "b1", "none", "n1 - 6", "loop.index"],
        ['r'] = ["'common'", "'floor'", "'ceil'", "'other'"],
        ['y'] = ["'key'", "'value'", "'other'"],
    };

    /// <summary>What a key after a dot may be.</summary>
    internal static readonly string[] Names = ["role", "content", "n", "a", "b", "x", "items", "deep", "nope", "get"];

    internal static readonly string[] Statements =
    [
        "<< $a >>", "<< $s >>", "<< $s >>", "<< $n >>", "<< $l >>", "<< $d >>", "<< $b >>", "<< $s >>", "<< $a >>", "<< v1 >>", "<< v2 >>", "<% if $b %>$B<% endif %>", "<% if $a %>$B<% elif $b %>$B<% else %>$B<% endif %>", "<% if $b %>$B<% else %>$B<% endif %>", "<% for v1 in $l %>$L<% endfor %>", "<% for v1 in $t %>$L<% else %>$B<% endfor %>",
        "<% for v1 in $m if $b %>$L<% endfor %>", "<% for v1, v2 in $d.items() %>$L<% endfor %>", "<% for v1, v2 in $d|dictsort %>$L<% endfor %>", "<% for v1 in $s %>$L<% endfor %>", "<% for v1 in range($c) %>$L<% endfor %>", "<% for v1 in messages %>$L<% endfor %>", "<% for v1 in $a %>$L<% endfor %>", "<% set v1 = $a %>", "<% set v2 = $s %>", "<% set v3 = $l %>",
        "<% set v1, v2 = $a, $a %>", "<% set v1, v2 = $l %>", "<% set v1 %>$B<% endset %>", "<% set v2 | upper | trim %>$B<% endset %>", "<% set v3 | replace($s, $s) %>$B<% endset %>", "<% set ns.a = $n %>", "<% set ns.s = $s %>", "<% set ns.s = ns.s ~ $s %>", "<% filter upper %>$B<% endfilter %>", "<% filter indent($c) | trim %>$B<% endfilter %>", "<% with v1 = $a, v2 = $s %>$B<% endwith %>",
        "<% macro m3(p, q=$a) %>$B<< p >><< q >><% endmacro %><< m3($a) >><< m3($s, q=$a) >>", "<% macro m4() %><< varargs >><< kwargs|length >><% if caller %><< caller() >><% endif %>$B<% endmacro %><< m4($a, z=$s) >>", "<% call m2($a) %>$B<% endcall %>", "<% call(p) m5($s) %><< p >>$B<% endcall %>", "<% generation %>$B<% endgeneration %>", "<% raw %>{{ $s }} {% x %}<% endraw %>",
        "{# a comment {{ x }} #}", "{#- $s -#}", "<% for v1 in [[1, [2, []]], [3]] recursive %><% if v1 is iterable %>[<< loop(v1) >>]<% else %><< v1 >><% endif %><% endfor %>", "<% autoescape $b %>$B<% endautoescape %>", "<% block b1 %>$B<% endblock %>", "<% if $b %><< raise_exception($s) >><% endif %>", "<% set ns2 = namespace(d1) %><< ns2.a >><% set ns2.z = $a %><< ns2.z >>", "<% set v1 = cycler($s, $s) %><< v1.next() >><< v1.current >><< v1.next() >><% set v1 = none %>", "<% set j = joiner($s) %><< j() >>x<< j() >>",
        "<% print $a, $s %>", "<% macro m6(a, b=a) %><< a >><< b >><% endmacro %><< m6($s) >><< m6 >>", "<< m1.name ~ m1.arguments ~ m1.catch_kwargs >>", "<< $a|nosuch >>", "<% if $b %><< $a|nosuch >><% endif %>", "<< $s.nosuch >>", "<< $s.nosuch.more >>", "<< self.b1() >>",
    ];

    internal static readonly string[] LoopStatements =
    [
        "<< v1 >>", "<< loop.index >>", "<< loop.index0 ~ loop.revindex ~ loop.revindex0 >>", "<< loop.first ~ loop.last >>", "<< loop.length >>", "<< loop.previtem >>", "<< loop.nextitem is defined >>", "<< loop.cycle($s, $s) >>", "<< loop.changed(v1) >>", "<% if $b %><% break %><% endif %>", "<% if loop.last %><% continue %><% endif %>", "<% if not loop.last %>, <% endif %>", "<% set v2 = v1 %>", "<% set ns.s = ns.s ~ v1 %>", "<< v1.role >>", "<< v1['content'] >>", "<< v1|tojson >>",
        "<% if v1.role == $s %>$B<% endif %>", "<< loop.depth >>", "<< loop.nextitem >>", "<< v1|string|length >>", "<< v1|upper >>", "<< messages[loop.index0 - 1].role >>", "<% set ns.a = loop.index >>".Replace(">>", "%>", StringComparison.Ordinal),
    ];

    internal static readonly string[] Texts = ["x", " ", "\n", "  \n  ", "\n\n", "\t", "é", "😀", "a b", "\r\n", "{", "}", "%", "<b>", "", "- ", "\u00a0", "ok\n"];

    /// <summary>Insides of text literals; escapes stand as a template spells them.</summary>
    internal static readonly string[] Literals =
    [
        "", "a", "b", "abc", "aé😀b", "role", "user", "assistant", "system", " x ", "Hello World", "they're bill's", "a,b,,c", "a b  c", "\\n", "a\\nb\\n", "\\t", "1", "42", "-7", "3.14", "1e5", "0x1f", "inf", "nan", "1_000", "é", "ß", "İ", "ǆ", "ﬁ", "ΑΣ", "½", "²", "١٢", "一", "<a href='x'>y</a>", "&amp;&lt;", "%", "%s", "{}", "{0}", "\\x00", "\\x7f", "\\u00a0", "\\u2028", "\\u200b", "\\U0001F600",
        "\\\\", "\\'", "\\\"", "http://example.com/a?b=c&d=e", "see www.example.org, (https://example.com/z) or me@example.com.", "the quick brown fox jumps over", "well-known", "upper", "odd", "A", "Z", "aA", "_", "ab ab", "\\r\\n", "\\v\\f", "<!-- c -->x<br/>", "...", "{a}", "\\ud83d", "ﷺ", "🇩🇪👨‍👩‍👧", "ŉ", "ΐ", "ᾳ", "ABC", "AbC dEf", "true", "None", "0", "00012", "+5", "  42  ", "\\x1c",
    ];
}
