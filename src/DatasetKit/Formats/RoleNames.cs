using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// The words for roles in files found in the wild, one line each. Sources: tatsu-lab, lm-sys/FastChat fastchat/data,
/// allenai/open-instruct scripts/data/sft/sharegpt.py, axolotl chat_template.py, LLaMA-Factory data/converter.py.
/// </summary>
internal static class RoleNames
{
    private static readonly Entry[] Table =
    [
        new("human", Role.User, false),
        new("user", Role.User, false),
        new("gpt", Role.Assistant, false),
        new("assistant", Role.Assistant, false),
        new("chatgpt", Role.Assistant, false),
        new("bard", Role.Assistant, false),
        new("bing", Role.Assistant, false),
        new("system", Role.System, false),
        new("developer", Role.System, false),
        new("function_call", Role.Assistant, true),
        new("tool", Role.Tool, false),
        new("observation", Role.Tool, false),
        new("function_response", Role.Tool, false),
        new("function", Role.Tool, false),
        new("environment", Role.Tool, false),
    ];

    /// <summary>Finds a role; names are compared exactly, since <c>Human </c> is as likely a fault as a spelling.</summary>
    public static bool TryFind(JsonValue name, out Role role, out bool isCall)
    {
        var word = name.IsString ? name.Text : default;
        foreach (var entry in Table)
        {
            if (word.Form == TextForm.Escaped ? word.Is(entry.Name) : word.Bytes.SequenceEqual(entry.Utf8))
            {
                (role, isCall) = (entry.Role, entry.IsCall);
                return true;
            }
        }

        (role, isCall) = (default, false);
        return false;
    }

    /// <summary>The known name that looks most like this one.</summary>
    public static string? Nearest(string name) => NearestName.Of(name, Table.Select(entry => entry.Name));

    /// <summary>The name OpenAI and most others give a role.</summary>
    public static ReadOnlySpan<byte> OpenAI(Role role) => role switch
    {
        Role.System => "system"u8,
        Role.User => "user"u8,
        Role.Assistant => "assistant"u8,
        _ => "tool"u8,
    };

    /// <summary>The name ShareGPT gives a role.</summary>
    public static ReadOnlySpan<byte> ShareGpt(Role role) => role switch
    {
        Role.System => "system"u8,
        Role.User => "human"u8,
        Role.Assistant => "gpt"u8,
        _ => "observation"u8,
    };

    private sealed class Entry(string name, Role role, bool isCall)
    {
        public string Name { get; } = name;

        public byte[] Utf8 { get; } = System.Text.Encoding.ASCII.GetBytes(name);

        public Role Role { get; } = role;

        public bool IsCall { get; } = isCall;
    }
}
