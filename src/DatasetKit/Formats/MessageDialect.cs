namespace DatasetKit.Formats;

/// <summary>What the messages of a format hold beyond OpenAI's own.</summary>
/// <param name="Roles">Roles that say more than the neutral ones and that the format writes again.</param>
/// <param name="Held">Members of a message that the neutral one has no place for.</param>
internal sealed record MessageDialect(string[] Roles, string[] Held)
{
    private const string Calls = "function_calls";

    /// <summary>OpenAI itself, which calls a system message <c>developer</c> too.</summary>
    public static MessageDialect OpenAI { get; } = new(["developer"], []);

    /// <summary>
    /// Tülu, with what came with OLMo: a message may list <c>functions</c> or make <c>function_calls</c>, and the answer comes from the <c>environment</c>
    /// (allenai/open-instruct, open_instruct/dataset_transformation.py).
    /// </summary>
    public static MessageDialect Tulu { get; } = new(["developer", "environment"], ["functions", Calls]);

    /// <summary>Whether a role's name says more than the neutral role.</summary>
    public static bool SaysMore(JsonValue role) => role.Is("developer") || role.Is("environment");

    /// <summary>Rejects a record whose calls would be left out, if this member of a message is calls: they are trained.</summary>
    public static void RejectCalls(RecordBuilder builder, Text key, JsonValue value)
    {
        if (key.Is(Calls) && value.IsString && !value.Text.IsEmpty)
        {
            builder.Reject(Calls, "a message calls functions in OLMo's notation, which only tulu holds; convert to tulu, or keep it aside with --extra keep");
        }
    }

    public bool HasRole(Text role) => Array.Exists(Roles, known => role.Is(known));
}
