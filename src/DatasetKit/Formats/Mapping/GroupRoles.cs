namespace DatasetKit.Formats;

/// <summary>
/// Words for the speaker in tickets and chat logs, one visible line a role, beside those of the formats; letter case and
/// outer spaces do not matter.
/// </summary>
internal static class GroupRoles
{
    private static readonly (Role Role, string[] Names)[] Table =
    [
        (Role.User, ["user", "human", "customer", "client", "requester", "visitor", "用户", "客户", "顾客"]),
        (Role.Assistant, ["assistant", "gpt", "agent", "support", "operator", "staff", "bot", "助手", "客服", "助理"]),
        (Role.System, ["system", "系统"]),
        (Role.Tool, ["tool", "observation"]),
    ];

    public static bool TryFind(string name, out Role role)
    {
        foreach (var entry in Table)
        {
            if (entry.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                role = entry.Role;
                return true;
            }
        }

        role = default;
        return false;
    }

    public static IEnumerable<string> Names => Table.SelectMany(entry => entry.Names);
}
