using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

public class JinjaLimitsTests
{
    [Fact]
    public void A_template_longer_than_the_limit_is_refused() => Refused(new JinjaLimits { SourceLength = 5 }, "123456", "LimitExceeded");

    [Fact]
    public void Nesting_deeper_than_the_limit_is_refused() => Refused(new JinjaLimits { ParseDepth = 4 }, "{{ ((((((1)))))) }}", "RecursionError");

    [Fact]
    public void More_steps_than_the_limit_end_the_render() => Refused(new JinjaLimits { Steps = 50 }, "{% for i in range(99) %}{% endfor %}", "LimitExceeded");

    [Fact]
    public void Calls_deeper_than_the_limit_end_the_render() => Refused(new JinjaLimits { CallDepth = 3 }, "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(9) }}", "RecursionError");

    [Fact]
    public void An_output_longer_than_the_limit_ends_the_render() => Refused(new JinjaLimits { TextLength = 100 }, "{% for i in range(99) %}ab{% endfor %}", "LimitExceeded");

    [Fact]
    public void A_text_longer_than_the_limit_is_never_made() => Refused(new JinjaLimits { TextLength = 100 }, "{% set x = 'a' * 101 %}", "LimitExceeded");

    [Fact]
    public void More_allocation_than_the_limit_ends_the_render() => Refused(new JinjaLimits { Allocation = 1000 }, "{% for i in range(99) %}{% set x = 'a' * 99 %}{% endfor %}", "LimitExceeded");

    [Fact]
    public void A_range_longer_than_the_limit_fails_as_in_the_sandbox() => Refused(new JinjaLimits { Range = 10 }, "{{ range(11) }}", "OverflowError");

    [Fact]
    public void An_integer_longer_than_the_limit_is_never_made() => Refused(new JinjaLimits { IntegerBits = 64 }, "{{ 2 ** 65 }}", "LimitExceeded");

    [Fact]
    public void A_render_that_takes_too_long_is_ended() =>
        Refused(new JinjaLimits { Time = TimeSpan.FromMilliseconds(-1) }, "{% for i in range(99999) %}{% endfor %}", "LimitExceeded");

    [Fact]
    public void A_render_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var template = JinjaTemplate.Parse("{% for i in range(99999) %}{% endfor %}", "t", JinjaEnvironment.Chat);

        Assert.Throws<OperationCanceledException>(() => template.Render(new PyDict(), new RenderOptions { Cancel = source.Token }));
    }

    [Fact]
    public void Chance_is_injected()
    {
        var template = JinjaTemplate.Parse("{{ [1, 2, 3]|random }}", "t", JinjaEnvironment.Chat);

        Assert.Equal("3", template.Render(new PyDict(), new RenderOptions { Random = count => count - 1 }).Text);
        Assert.Equal("1", template.Render(new PyDict(), default).Text);
    }

    [Fact]
    public void A_fault_names_the_template_and_shows_the_place()
    {
        var template = JinjaTemplate.Parse("first\n  {{ 'é😀' + messages[0].content }}", "chat_template.jinja", JinjaEnvironment.Chat);
        var context = (PyDict)JsonReader.Read("""{"messages":[{"content":5}]}""").Ref!;

        var fault = Assert.Throws<JinjaException>(() => template.Render(context, default));

        Assert.Equal("TypeError", fault.ErrorClass);
        Assert.Equal((2, 6), (fault.Line, fault.Column));
        Assert.False(fault.IsSyntax);
        Assert.StartsWith("chat_template.jinja:2:6: ", fault.Message);
        Assert.Equal("    {{ 'é😀' + messages[0].content }}\n       ^", fault.Excerpt);
    }

    [Fact]
    public void What_a_template_raises_is_said_exactly()
    {
        var fault = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse("{{ raise_exception('Roles: \"a\"\n') }}", "t", JinjaEnvironment.Chat).Render(new PyDict(), default));

        Assert.Equal("Roles: \"a\"\n", fault.Reason);
        Assert.Equal("TemplateError", fault.ErrorClass);
    }

    private static void Refused(JinjaLimits limits, string template, string error)
    {
        var environment = JinjaEnvironment.Chat with { Limits = limits };
        Assert.Equal(error, Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template, "t", environment).Render(new PyDict(), default)).ErrorClass);
    }
}
