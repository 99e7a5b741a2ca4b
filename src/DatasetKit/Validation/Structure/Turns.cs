using System.Globalization;

namespace DatasetKit.Validation;

/// <summary>What the rules about roles share.</summary>
internal static class Turns
{
    /// <summary>The messages whose roles are to be in order: a conversation's, or those before a single turn.</summary>
    public static IReadOnlyList<Message> Of(Example example) => example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History;

    /// <summary>The pointer to a message's member.</summary>
    public static string Field(Example example, int index, string? member = null) => example.Kind == ExampleKind.Chat
        ? string.Create(CultureInfo.InvariantCulture, $"/messages/{index}{(member is null ? string.Empty : "/" + member)}")
        : string.Create(CultureInfo.InvariantCulture, $"/history/{index / 2}/{index % 2}");

    /// <summary>A role as people write it.</summary>
    public static string Name(Role role) => role switch { Role.System => "system", Role.User => "user", Role.Assistant => "assistant", _ => "tool" };
}
