using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>What of an example is compared: two examples with the same key are duplicates, or belong to one group.</summary>
public sealed class ExampleKey
{
    private readonly Func<KeyBuffer, Example, bool> _append;

    private ExampleKey(string name, Func<KeyBuffer, Example, bool> append) => (Name, _append) = (name, append);

    /// <summary>
    /// The prompt: instruction and input of a single turn, all messages before the last answer of a conversation, the whole of a plain text.
    /// What identifies a task, whatever the answer.
    /// </summary>
    public static ExampleKey Prompt { get; } = new("prompt", KeyFields.AppendPrompt);

    /// <summary>Everything that is said: prompt and answer.</summary>
    public static ExampleKey Texts { get; } = new("texts", KeyFields.AppendTexts);

    /// <summary>The fields it looks at.</summary>
    public string Name { get; }

    /// <summary>The key of named fields.</summary>
    /// <param name="fields">
    /// Names with commas between them: <c>prompt</c>, <c>texts</c>, <c>instruction</c>, <c>input</c>, <c>output</c>, <c>system</c>, <c>category</c>,
    /// <c>id</c>, or a field of the metadata, also as a path: <c>/meta/source</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static ExampleKey Fields(string fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var parts = Array.ConvertAll(fields.Split(',', StringSplitOptions.TrimEntries), KeyFields.Find);
        if (parts is [var only])
        {
            return new(fields, only);
        }

        return new(fields, (buffer, example) =>
        {
            var found = false;
            foreach (var append in parts)
            {
                found |= append(buffer, example);
                buffer.Separate();
            }

            return found;
        });
    }

    /// <summary>A key of your own.</summary>
    /// <param name="selector">Makes the key's text; an absent one is a key of its own.</param>
    /// <param name="name">What it is called in reports.</param>
    public static ExampleKey By(Func<Example, Text> selector, string name = "key")
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(name, (buffer, example) => buffer.Append(selector(example)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Appends the key; false when the example has none of the fields.</summary>
    internal bool Append(KeyBuffer buffer, Example example) => _append(buffer, example);
}
