using System.Globalization;
using System.Text.Json;
using DatasetKit;
using DatasetKit.Templates.Chat;
using DatasetKit.Templates.Jinja;

/// <summary>One round of DatasetKit in the side-by-side run of benchmarks/jinja/run.mjs: microseconds of processor time of the whole process, JSON lines out.</summary>
internal static class JinjaSideBySide
{
    private static readonly string[] s_tokens = ["bos_token", "eos_token"];
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(0.7);

    internal static void Run(string workload)
    {
        Write(new { version = $"{typeof(Dataset).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}" });
        using var cases = JsonDocument.Parse(File.ReadAllText(workload));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            Run(one.GetProperty("name").GetString()!, one.GetProperty("template").GetString()!, one.GetProperty("context"));
        }
    }

    private static void Run(string name, string source, JsonElement context)
    {
        var options = new ChatTemplateOptions
        {
            AddGenerationPrompt = true,
            SpecialTokens = s_tokens.ToDictionary(token => token, token => context.GetProperty(token).GetString()!),
            Variables = new Dictionary<string, JsonValue> { ["date_string"] = JsonValue.Parse(context.GetProperty("date_string").GetRawText()) },
        };
        var chat = ChatTemplate.Parse(source, name, options);
        var tools = context.GetProperty("tools") is { ValueKind: JsonValueKind.Array } array ? JsonValue.Parse(array.GetRawText()) : default;
        Message[] messages = [.. context.GetProperty("messages").EnumerateArray().Select(message => new Message(RoleOf(message.GetProperty("role").GetString()!), message.GetProperty("content").GetString()!))];

        var template = JinjaTemplate.Parse(source, name, JinjaEnvironment.Chat);
        var variables = (PyDict)JsonReader.Read(context.GetRawText()).Ref!;
        var needs = ChatNeeds.Of(template, options);
        var traced = new ChatContext(options, needs, traced: true);
        var tracedVariables = traced.Build(messages, tools);
        var withOrigins = new RenderOptions { Origins = traced.Origins };

        Write(new { name, output = template.Render(variables, default).Text });
        Write(new { name, output = template.Render(tracedVariables, withOrigins).Text });
        Measure(name, "render", () => template.Render(variables, default), "bytes");
        Measure(name, "traced", () => template.Render(tracedVariables, withOrigins), "tracedBytes");
        Measure(name, "messages", () => chat.Render(messages, tools, withSpans: false), "messagesBytes");
        Measure(name, "spans", () => chat.Render(messages, tools, withSpans: true), "spansBytes");
        Measure(name, "parse", () => JinjaTemplate.Parse(source, name, JinjaEnvironment.Chat), "parseBytes");
        foreach (var turns in new[] { 100, 1000 })
        {
            Message[] many = [.. Enumerable.Range(0, turns).Select(i => messages[1 + (i % 4)])];
            var count = turns.ToString(CultureInfo.InvariantCulture);
            Measure(name, "plain" + count, () => chat.Render(many, tools, withSpans: false), "plainBytes");
            Measure(name, "turns" + count, () => chat.Render(many, tools, withSpans: true), "turnsBytes");
        }
    }

    private static Role RoleOf(string role) => role switch { "system" => Role.System, "user" => Role.User, _ => Role.Assistant };

    private static void Measure(string name, string what, Action run, string bytes)
    {
        for (var start = Cpu(); Cpu() - start < s_warmUp;)
        {
            run();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        run();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        long count = 0;
        var before = Cpu();
        TimeSpan spent;
        do
        {
            for (var i = 0; i < 20; i++)
            {
                run();
            }

            count += 20;
            spent = Cpu() - before;
        }
        while (spent < s_round);
        Write(new { name, what, value = spent.TotalMicroseconds / count });
        Write(new { name, what = bytes, value = allocated });
    }

    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    private static void Write<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
