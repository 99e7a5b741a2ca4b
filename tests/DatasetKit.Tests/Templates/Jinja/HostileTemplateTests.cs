using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>Templates that want to use up time, memory or the stack, each in its own way. All of them end in an exception, within the bounds.</summary>
public class HostileTemplateTests
{
    /// <summary>A name, the template, and whether it needs the dialect in which values may be changed.</summary>
    public static TheoryData<string, string, bool> Templates()
    {
        var templates = new TheoryData<string, string, bool>
        {
            { "nested loops", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", false },
            { "nested loops that print", "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}", false },
            { "doubling recursion", "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}", false },
            { "endless macro", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", false },
            { "endless macros by turns", "{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}{{ f() }}", false },
            { "endless caller", "{% macro f() %}{{ caller() }}{% endmacro %}{% macro g() %}{% call f() %}{{ g() }}{% endcall %}{% endmacro %}{{ g() }}", false },
            { "endless recursive loop", "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", false },
            { "endless self", "{% block b %}{{ self.b() }}{% endblock %}", false },
            { "long text", "{{ 'a' * 10**10 }}", false },
            { "long text, a little at a time", "{% set ns = namespace(s='') %}{% for i in range(99999) %}{% set ns.s = ns.s + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% endfor %}", false },
            { "long list", "{{ ([0] * 10**9)|length }}", false },
            { "long tuple", "{{ ((0,) * 10**9)|length }}", false },
            { "wide %", "{{ '%10000000000d'|format(1) }}", false },
            { "wide % by argument", "{{ '%*d'|format(2**40, 1) }}", false },
            { "precise %", "{{ '%.2000000000f'|format(1.5) }}", false },
            { "precise % of an integer", "{{ '%.2000000000d'|format(1) }}", false },
            { "wide format", "{{ '{:>10000000000}'.format(1) }}", false },
            { "wide format in two", "{{ '{:{}}'.format(1, 2000000000) }}", false },
            { "precise format", "{{ '{:.2000000000f}'.format(1.5) }}", false },
            { "grouped format", "{{ '{:0200000000,}'.format(1) }}", false },
            { "center", "{{ 'a'|center(10**10) }}", false },
            { "ljust", "{{ 'a'.ljust(10**10) }}", false },
            { "rjust", "{{ 'a'.rjust(10**10) }}", false },
            { "zfill", "{{ 'a'.zfill(10**10) }}", false },
            { "expandtabs", "{{ '\t'.expandtabs(10**10) }}", false },
            { "indent", "{{ 'a\nb'|indent(10**10) }}", false },
            { "indent of many lines", "{{ ('a\n' * 100000)|indent('x' * 100000) }}", false },
            { "tojson indent", "{{ [1]|tojson(indent=10**10) }}", false },
            { "tojson of many lines", "{{ range(99999)|list|tojson(indent=99999) }}", false },
            { "tojson of nested lists", "{% set ns = namespace(s=[1]) %}{% for i in range(400) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|tojson }}", false },
            { "batch", "{{ [1]|batch(10**9, 'x')|list }}", false },
            { "slice", "{{ [1]|slice(10**8)|list }}", false },
            { "lipsum", "{{ lipsum(n=10**6) }}", false },
            { "lipsum of one long paragraph", "{{ lipsum(n=1, min=10**9, max=10**9 + 1) }}", false },
            { "doubling text", "{% set ns = namespace(s='aa') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", false },
            { "doubling text by +", "{% set ns = namespace(s='aa') %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% endfor %}", false },
            { "doubling text by a block", "{% set ns = namespace(s='aa') %}{% for i in range(40) %}{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}", false },
            { "doubling list", "{% set ns = namespace(s=[1]) %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% endfor %}", false },
            { "doubling list that is printed", "{% set ns = namespace(s=1) %}{% for i in range(40) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}", false },
            { "doubling list that is compared", "{% set a = namespace(s=1) %}{% set b = namespace(s=1) %}{% for i in range(60) %}{% set a.s = [a.s, a.s] %}{% set b.s = [b.s, b.s] %}{% endfor %}{{ a.s == b.s }}", false },
            { "doubling list that is ordered", "{% set a = namespace(s=1) %}{% set b = namespace(s=1) %}{% for i in range(60) %}{% set a.s = [a.s, a.s] %}{% set b.s = [b.s, b.s] %}{% endfor %}{{ a.s < b.s }}", false },
            { "doubling list that is pretty", "{% set ns = namespace(s=1) %}{% for i in range(40) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|pprint }}", false },
            { "doubling tuple as a key", "{% set ns = namespace(s=(1,)) %}{% for i in range(60) %}{% set ns.s = (ns.s, ns.s) %}{% endfor %}{{ {ns.s: 1}[ns.s] }}{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", false },
            { "deep list", "{% set ns = namespace(s=[]) %}{% for i in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}", false },
            { "deep list that is compared", "{% set a = namespace(s=[]) %}{% set b = namespace(s=[]) %}{% for i in range(99999) %}{% set a.s = [a.s] %}{% set b.s = [b.s] %}{% endfor %}{{ a.s == b.s }}", false },
            { "deep tuple that is hashed", "{% set a = namespace(s=()) %}{% for i in range(99999) %}{% set a.s = (a.s,) %}{% endfor %}{{ {a.s: 1} }}", false },
            { "deep list to JSON", "{% set ns = namespace(s=[]) %}{% for i in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s|tojson }}", false },
            { "deep list, pretty", "{% set ns = namespace(s=[]) %}{% for i in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s|pprint }}", false },
            { "replace", "{{ ('a' * 10**6).replace('a', 'b' * 1000) }}", false },
            { "replace of nothing", "{{ ('a' * 10**6)|replace('', 'b' * 1000) }}", false },
            { "join", "{{ range(99999)|join('b' * 10000) }}", false },
            { "joined joins", "{% set ns = namespace(s='ab') %}{% for i in range(40) %}{% set ns.s = ns.s.join(ns.s) %}{% endfor %}", false },
            { "escape", "{% set ns = namespace(s='&') %}{% for i in range(40) %}{% set ns.s = ns.s|forceescape %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", false },
            { "power", "{{ 2**100000000 }}", false },
            { "power of powers", "{{ 9**9**9**9**9**9 }}", false },
            { "power in a loop", "{% set ns = namespace(n=3) %}{% for i in range(99999) %}{% set ns.n = ns.n * ns.n %}{% endfor %}", false },
            { "product that stays long", "{% for i in range(99999) %}{% for j in range(99999) %}{% set x = 2**30000 * 3**18000 %}{% endfor %}{% endfor %}", false },
            { "long digits", "{{ ('9' * 4000)|int * ('9' * 4000)|int }}", false },
            { "many digits read", "{% for i in range(99999) %}{% for j in range(99999) %}{% set x = ('9' * 4000)|int %}{% endfor %}{% endfor %}", false },
            { "range", "{{ range(10**9)|length }}", false },
            { "range by steps", "{{ range(0, 10**18, 2)|list }}", false },
            { "sum of lists", "{{ ([[1] * 100] * 90000)|sum(start=[])|length }}", false },
            { "split", "{{ ('a ' * 4000000).split()|length }}{{ ('a ' * 4000000).split(' ')|length }}{{ ('a ' * 4000000)|list|length }}", false },
            { "list of a long text", "{{ ('a' * 8000000)|list|list|list|length }}", false },
            { "sort in a loop", "{% for i in range(99999) %}{{ range(99999)|sort|length }}{% endfor %}", false },
            { "unique in a loop", "{% for i in range(99999) %}{{ range(99999)|unique|list|length }}{% endfor %}", false },
            { "search in a loop", "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{{ 'b' in s }}{% endfor %}", false },
            { "count in a loop", "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{{ s.count('b') }}{% endfor %}", false },
            { "length of an emoji text in a loop", "{% set s = '😀' * 2000000 %}{% for i in range(99999) %}{{ s|length }}{% endfor %}", false },
            { "equality of long texts in a loop", "{% set s = 'a' * 4000000 %}{% set t = s ~ '' %}{% set u = s ~ '' %}{% for i in range(99999) %}{{ t == u }}{% endfor %}", false },
            { "order of long texts in a loop", "{% set s = 'a' * 4000000 %}{% set t = s ~ '' %}{% set u = s ~ '' %}{% for i in range(99999) %}{{ t < u }}{% endfor %}", false },
            { "long texts as keys in a loop", "{% set s = 'a' * 4000000 %}{% set d = {s: 1, 1:1, 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1, 9:1} %}{% set t = s ~ '' %}{% for i in range(99999) %}{{ d[t] }}{% endfor %}", false },
            { "startswith in a loop", "{% set s = 'a' * 4000000 %}{% set t = s ~ '' %}{% for i in range(99999) %}{{ s.startswith(t) }}{% endfor %}", false },
            { "strip in a loop", "{% set s = ' ' * 4000000 %}{% for i in range(99999) %}{% set x = s|trim %}{% endfor %}", false },
            { "strip of a large set", "{% set s = 'ab' * 100000 %}{% for i in range(99999) %}{% set x = ('b' * 4000000).strip(s) %}{% endfor %}", false },
            { "upper in a loop", "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{% set x = s|upper %}{% endfor %}", false },
            { "urlize", "{{ ('www.' * 1000000)|urlize }}{{ ('(' * 1000000 ~ ')' * 1000000)|urlize }}{% for i in range(99) %}{{ ('a.' * 100000)|urlize|length }}{% endfor %}", false },
            { "striptags", "{% set s = '<!-' * 1000000 %}{% for i in range(999) %}{{ s|striptags|length }}{% endfor %}", false },
            { "wordwrap", "{% set s = 'a-' * 1000000 %}{% for i in range(999) %}{{ s|wordwrap(3)|length }}{% endfor %}", false },
            { "wordcount", "{% set s = 'a ' * 1000000 %}{% for i in range(9999) %}{{ s|wordcount }}{% endfor %}", false },
            { "pretty text", "{% set s = 'a ' * 1000000 %}{% for i in range(9999) %}{{ [s]|pprint|length }}{% endfor %}", false },
            { "strftime", "{{ strftime_now('%9999999999d') }}", false },
            { "strftime of many", "{% set s = '%c' * 1000000 %}{% for i in range(99) %}{{ strftime_now(s)|length }}{% endfor %}", false },
            { "map over generators", "{% set ns = namespace(g=range(99999)) %}{% for i in range(999) %}{% set ns.g = ns.g|map('string') %}{% endfor %}{{ ns.g|list|length }}", false },
            { "deep generators", "{% set ns = namespace(g=[1]) %}{% for i in range(50000) %}{% set ns.g = ns.g|map('string') %}{% endfor %}{{ ns.g|list }}", false },
            { "namespace of many names", "{% set ns = namespace() %}{% for i in range(99999) %}{% for j in range(99999) %}{% set d = dict([[i ~ 'x' ~ j, 1]]) %}{% endfor %}{% endfor %}", false },
            { "keys that collide", "{% set d = {} %}{% for i in range(99999) %}{% for j in range(99999) %}{% set x = {i: j, j: i} %}{% endfor %}{% endfor %}", false },
            { "encode", "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{% set x = s.encode() %}{% endfor %}", false },
            { "format of a long text", "{% set s = '{}' * 1000000 %}{% for i in range(9) %}{{ s.format(*range(9)) }}{% endfor %}", false },
            { "% of a long text", "{% set s = '%d' * 1000000 %}{{ s % 1 }}", false },
            { "truncate of a long list", "{% for i in range(99999) %}{{ ([1] * 99999)|truncate(9)|length }}{% endfor %}", false },
            { "groupby", "{% for i in range(99999) %}{{ ([{'a': 1}] * 9999)|groupby('a')|length }}{% endfor %}", false },
            { "reversed slices", "{% set s = 'a' * 4000000 %}{% for i in range(99999) %}{% set x = s[::-1] %}{% endfor %}", false },
            { "many parentheses", "{{ " + new string('(', 5000) + "1" + new string(')', 5000) + " }}", false },
            { "many brackets", "{{ " + new string('[', 5000) + new string(']', 5000) + " }}", false },
            { "many braces", "{{ " + string.Concat(Enumerable.Repeat("{1:", 5000)) + "1" + new string('}', 5000) + " }}", false },
            { "many nots", "{{ " + string.Concat(Enumerable.Repeat("not ", 5000)) + "1 }}", false },
            { "many signs", "{{ " + new string('-', 5000) + "1 }}", false },
            { "many attributes", "{{ a" + string.Concat(Enumerable.Repeat(".a", 5000)) + " }}", false },
            { "many items", "{{ a" + string.Concat(Enumerable.Repeat("[0]", 5000)) + " }}", false },
            { "many calls", "{{ a" + string.Concat(Enumerable.Repeat("()", 5000)) + " }}", false },
            { "many filters", "{{ a" + string.Concat(Enumerable.Repeat("|string", 5000)) + "|nosuch }}", false },
            { "many conditions", "{{ " + string.Concat(Enumerable.Repeat("1 if 0 else ", 5000)) + "1 }}", false },
            { "many ifs", string.Concat(Enumerable.Repeat("{% if 1 %}", 5000)) + string.Concat(Enumerable.Repeat("{% endif %}", 5000)), false },
            { "many fors", string.Concat(Enumerable.Repeat("{% for a in b %}", 5000)) + string.Concat(Enumerable.Repeat("{% endfor %}", 5000)), false },
            { "many tests", "{{ a" + string.Concat(Enumerable.Repeat(" is defined", 5000)) + " }}", false },
            { "many powers", "{{ 2" + string.Concat(Enumerable.Repeat("**2", 5000)) + " }}", false },
            { "list that holds itself", "{% set a = [] %}{{ a.append(a) or a|tojson }}", true },
            { "list that grows while it is read", "{% set a = [1] %}{% for x in a %}{{ a.append(x) }}{% endfor %}", true },
            { "dict that holds itself", "{% set a = {} %}{{ a.update({'a': a}) or a|tojson }}", true },
            { "lists that hold each other and are compared", "{% set a = [] %}{% set b = [] %}{{ a.append(b) }}{{ b.append(a) }}{{ a == b }}", true },
            { "long range", "{{ range(10**12)|list }}", true },
            { "sum of a long range", "{{ range(10**12)|sum }}", true },
            { "search in a long range", "{{ -1 in range(10**12) }}", true },
            { "zip without end", "{% for x in zip(range(10**12), range(10**12)) %}{% endfor %}", true },
            { "extend by itself", "{% set a = [1] %}{% for i in range(99) %}{{ a.extend(a) }}{% endfor %}", true },
            { "insert at the front", "{% set a = [] %}{% for i in range(10**12) %}{{ a.insert(0, i) }}{% endfor %}", true },
        };
        return templates;
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_hostile_template_ends_in_an_exception_within_its_memory(string name, string template, bool mutable)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template, name, mutable ? JinjaEnvironment.PromptSource : JinjaEnvironment.Chat).Render(new PyDict(), default));

        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {fault.ErrorClass}, {used >> 20} MB allocated");
        Assert.True(used < 512L << 20, $"{used >> 20} MB allocated in all");
    }
}
