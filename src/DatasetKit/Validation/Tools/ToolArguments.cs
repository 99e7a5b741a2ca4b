using System.Globalization;
using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>DK6002: see <see cref="Diagnostic"/>.</summary>
internal sealed class ToolArguments() : ScanRule(Traits.ToolTurns)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK6002",
        "tool-arguments",
        Severity.Error,
        "A call's arguments are not one JSON object, or the called tool is none of those that the record defines.",
        "The model would learn calls that cannot be made.",
        "Correct the arguments or the name, or add the tool's definition.")
    {
        Example = """{"messages": [{"role": "user", "content": "Weather?"}, {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "weather", "arguments": "{city: Rome}"}}]}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var example = scan.Example;
        var known = Names(example.Tools);
        var turns = Turns.Of(example);
        for (var i = 0; i < turns.Count; i++)
        {
            for (var j = 0; j < turns[i].ToolCalls.Count; j++)
            {
                Check(turns[i].ToolCalls[j], known, Turns.Field(example, i, string.Create(CultureInfo.InvariantCulture, $"tool_calls/{j}/function")), check);
            }
        }
    }

    private void Check(ToolCall call, List<string> known, string field, RuleContext check)
    {
        if (!call.Arguments.IsAbsent && !call.Arguments.IsObject && !(call.Arguments.IsString && IsObject(check.Utf8(call.Arguments.Text))))
        {
            check.Report(Diagnostic, field + "/arguments", $"the arguments of \"{Excerpt.Of(call.Name)}\" are not one JSON object: {Excerpt.Of(call.Arguments.Text)}; correct them");
        }

        var name = call.Name.ToString();
        if (known.Count > 0 && !known.Contains(name, StringComparer.Ordinal))
        {
            var nearest = NearestName.Of(name, known);
            check.Report(Diagnostic, field + "/name", $"the record defines no tool \"{Excerpt.Of(call.Name)}\"{(nearest is null ? string.Empty : $"; did you mean \"{nearest}\"?")}; add its definition, or correct the name");
        }
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The names of the defined tools: OpenAI's <c>function.name</c> or a plain <c>name</c>; none when they cannot be read.</summary>
    private static List<string> Names(JsonValue tools)
    {
        if (tools.IsString)
        {
            try
            {
                tools = JsonValue.Parse(tools.Text.ToString());
            }
            catch (JsonException)
            {
                return [];
            }
        }

        return [.. tools.Elements.Select(tool => tool["function"]["name"] is { IsString: true } name ? name : tool["name"]).Where(name => name.IsString).Select(name => name.Text.ToString())];
    }
}
