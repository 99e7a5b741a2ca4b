using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// The words for roles in files found in the wild, one line each. Sources: tatsu-lab, lm-sys/FastChat fastchat/data,
/// allenai/open-instruct scripts/data/sft/sharegpt.py, axolotl chat_template.py, LLaMA-Factory data/converter.py.
/// </summary>
internal static class RoleNames
{
    private static readonly (string Name, Role Role, bool IsCall)[] Table =
    [
        ("human", Role.User, false),
        ("user", Role.User, false),
        ("gpt", Role.Assistant, false),
        ("assistant", Role.Assistant, false),
        ("chatgpt", Role.Assistant, false),
        ("bard", Role.Assistant, false),
        ("bing", Role.Assistant, false),
        ("system", Role.System, false),
        ("developer", Role.System, false),
        ("function_call", Role.Assistant, true),
        ("tool", Role.Tool, false),
        ("observation", Role.Tool, false),
        ("function_response", Role.Tool, false),
        ("function", Role.Tool, false),
        ("environment", Role.Tool, false),
    ];

    /// <summary>Finds a role; names are compared exactly, since <c>Human </c> is as likely a fault as a spelling.</summary>
    public static bool TryFind(JsonValue name, out Role role, out bool isCall)
    {
        foreach (var entry in Table)
        {
            if (name.Is(entry.Name))
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
}
