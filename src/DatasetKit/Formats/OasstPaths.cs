using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>Walks a tree of messages, depth first, and gives every path that ends with an answer; null for what was rejected, is deleted, or leads to no answer.</summary>
/// <param name="record">Where rejects go.</param>
/// <param name="topReplies">How many replies to a message are followed; null for all.</param>
internal sealed class OasstPaths(Record record, int? topReplies)
{
    private readonly List<Message> _path = [];

    public IEnumerable<IReadOnlyList<Message>?> From(JsonValue node, string pointer)
    {
        record.Part(node);
        if (IsDeleted(node) || OasstNode.Read(record, node, pointer) is not { } message)
        {
            yield return null;
            yield break;
        }

        _path.Add(message);
        var replies = Order(node["replies"], pointer);
        if (!replies.Exists(reply => !IsDeleted(reply.Node)))
        {
            // A question that nobody has answered yet ends many paths of a tree.
            yield return message.Role == Role.Assistant ? [.. _path] : null;
        }

        for (var i = 0; i < replies.Count; i++)
        {
            var (reply, place) = replies[i];
            if (i >= topReplies)
            {
                record.Part(reply);
                yield return null;
                continue;
            }

            foreach (var path in From(reply, place))
            {
                yield return path;
            }
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private List<(JsonValue Node, string Pointer)> Order(JsonValue replies, string pointer)
    {
        var list = new List<(JsonValue Node, string Pointer)>();
        foreach (var reply in replies.Items)
        {
            list.Add((reply, $"{pointer}/replies/{list.Count}"));
        }

        return topReplies is null ? list : [.. list.OrderBy(reply => IsDeleted(reply.Node)).ThenByDescending(reply => Quality(reply.Node))];
    }

    private static bool IsDeleted(JsonValue node) => node["deleted"].Kind == JsonValueKind.True;

    /// <summary>What people thought of a message, from 0 to 1; 0 when nobody was asked.</summary>
    private static double Quality(JsonValue node) => node["labels"]["quality"]["value"] is { Kind: JsonValueKind.Number } value
        ? double.Parse(value.Text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : 0;
}
