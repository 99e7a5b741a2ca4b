using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DatasetKit.Templates.Jinja;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>
/// Random templates rendered by the engine and by Python's jinja2: the same text and the same spans, or a fault of the same class.
/// <c>DATASETKIT_JINJA_CASES</c> says how many; the default is 300.
/// </summary>
public class RandomTemplateTests
{
    private const string Context = """
        {"s1": "Hello World", "s2": " aé😀 b\n", "s3": "<b>it's</b>", "n1": 7, "n2": -3, "f1": 2.5, "f2": -0.125, "b1": true, "l1": [3, "a", null, [1], 2.0], "t1": ["b", "A", "c", "a"], "o1": [3, 1, 2, 3],
         "d1": {"b": 1, "A": "x", "a": [1, {"x": null}], "items": 5}, "messages": [{"role": "system", "content": "Be brief.", "n": 1}, {"role": "user", "content": "Hi <there> & \"you\"", "n": 2, "deep": {"x": 2}},
         {"role": "assistant", "content": "Grüße 😀\n", "n": 3, "deep": {"x": 1}}, {"role": "user", "content": null, "n": 4}]}
        """;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Random_templates_give_what_Python_gives()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("DATASETKIT_JINJA_CASES") ?? "300", CultureInfo.InvariantCulture);
        using var python = PythonJinja.Start();
        var differences = new List<string>();
        var (same, failed, unlike) = (0, 0, 0);
        Properties.Check(count, Prop.ForAll(Properties.Seeds, seed =>
        {
            var template = new RandomTemplate(seed);
            var (trim, lstrip, keep) = (template.Flag(1), template.Flag(2), template.Flag(3));
            var escapes = template.Source.Length % 16 == 0;
            var expected = python.Render($$"""
                {"template": {{JsonSerializer.Serialize(template.Source, s_json)}}, "env": "{{(template.IsPromptSource ? "promptsource" : "chat")}}",
                """.ReplaceLineEndings(" ") + $$"""
                "options": {"trim_blocks": {{Json(trim)}}, "lstrip_blocks": {{Json(lstrip)}}, "keep_trailing_newline": {{Json(keep)}}, "autoescape": {{Json(escapes)}}}, "context": {{Context.ReplaceLineEndings(" ")}}}
                """);
            var environment = (template.IsPromptSource ? JinjaEnvironment.PromptSource : JinjaEnvironment.Chat) with { Lexing = new LexerOptions(trim, lstrip, keep), AutoEscape = escapes };
            if (Differs(template, environment, expected, ref failed, ref unlike) is { } difference)
            {
                differences.Add($"{seed}: {difference}\n  {JsonSerializer.Serialize(template.Source, s_json)}");
            }
            else
            {
                same++;
            }

            return true;
        }));

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} templates, {same} the same ({failed} of them fail), {differences.Count} different, {unlike} that cannot be compared");
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.Take(60))}");
    }

    private static string? Differs(RandomTemplate template, JinjaEnvironment environment, PyDict expected, ref int failed, ref int unlike)
    {
        string? actual = null;
        JinjaException? fault = null;
        JinjaOutput? output = null;
        try
        {
            output = JinjaTemplate.Parse(template.Source, "random", environment).Render((PyDict)JsonReader.Read(Context).Ref!, ConformanceCase.Options);
            actual = output.Text;
        }
        catch (JinjaException caught)
        {
            fault = caught;
        }

        // Addresses, what only one of the two has bounds for, and constants that Python's compiler cannot spell (docs/jinja-compatibility.md).
        if (fault is { ErrorClass: "AssertionError" } && fault.Reason.StartsWith("Tried to resolve", StringComparison.Ordinal))
        {
            // Of a condition that the compiler can decide Python's drops the other part, and with it the name.
            unlike++;
            return null;
        }

        if ((expected.TryGet("reason", out var said) && said.Text is "name 'inf' is not defined" or "name 'nan' is not defined") || fault?.ErrorClass == "LimitExceeded" || (expected.TryGet("error", out var error) && error.Text is "Timeout" or "MemoryError") || (expected.TryGet("output", out var text) && text.Text.Contains(" at 0x", StringComparison.OrdinalIgnoreCase)))
        {
            unlike++;
            return null;
        }

        if (!error.IsMissing)
        {
            failed++;
            expected.TryGet("reason", out var reason);
            return fault?.ErrorClass == error.Text ? null : $"Python has {error.Text}: {reason.Text}, we have {(fault is null ? Repr.Quote(actual!) : $"{fault.ErrorClass}: {fault.Reason}")}";
        }

        if (fault is not null)
        {
            return $"we have {fault.ErrorClass}: {fault.Reason} at {fault.Line}:{fault.Column}, Python has {Repr.Quote(text.Text)}";
        }

        if (actual != text.Text)
        {
            var at = actual.AsSpan().CommonPrefixLength(text.Text);
            return $"at {at} we have {Repr.Quote(Part(actual!, at))}, Python has {Repr.Quote(Part(text.Text, at))}";
        }

        expected.TryGet("spans", out var spans);
        var theirs = string.Join(' ', ((PyList)spans.Ref!).Items.Select(span => $"{((PyList)span.Ref!).Items[0].Bits}-{((PyList)span.Ref!).Items[1].Bits}"));
        var ours = string.Join(' ', output!.Generations.Select(span => $"{span.Start}-{span.End}"));
        return theirs == ours ? null : $"we have the spans {ours}, Python has {theirs}";
    }

    private static string Part(string text, int at) => text.Substring(Math.Max(0, at - 15), Math.Min(60, text.Length - Math.Max(0, at - 15)));

    private static string Json(bool value) => value ? "true" : "false";
}
