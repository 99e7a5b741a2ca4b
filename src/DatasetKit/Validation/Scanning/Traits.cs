namespace DatasetKit.Validation;

/// <summary>What one look at an example saw. A rule runs only when something it asks for was seen, so that clean examples cost one pass.</summary>
[Flags]
internal enum Traits
{
    None = 0,

    /// <summary>A required text is not there.</summary>
    Missing = 1 << 0,

    /// <summary>A required text is null.</summary>
    Null = 1 << 1,

    /// <summary>A required text has no characters.</summary>
    Empty = 1 << 2,

    /// <summary>A required text is white space.</summary>
    Blank = 1 << 3,

    /// <summary>A required text has only characters of no width.</summary>
    Invisible = 1 << 4,

    /// <summary>A text is so short, and begins so, that it may be a printed null.</summary>
    MaybeNullWord = 1 << 5,

    /// <summary>An input that begins with the letters <c>no</c>, behind brackets or not.</summary>
    MaybeNoInput = 1 << 6,

    /// <summary>A text holds what looks like a special token.</summary>
    SpecialToken = 1 << 7,

    /// <summary>A text holds a word that prompts are built of, before a colon.</summary>
    PromptWord = 1 << 8,

    /// <summary>A text holds <c>Instruction:</c> behind a numeral.</summary>
    NumberedTask = 1 << 9,

    /// <summary>A text holds U+FFFD, or letters that UTF-8 read in another encoding gives.</summary>
    Damaged = 1 << 10,

    /// <summary>A text holds a <c>think</c> tag.</summary>
    ThinkTag = 1 << 11,

    /// <summary>The roles are not user and assistant in turn, with an optional system message first.</summary>
    UnusualRoles = 1 << 12,

    /// <summary>A message calls a tool or is the result of a call.</summary>
    ToolTurns = 1 << 13,

    /// <summary>The example has an id.</summary>
    HasId = 1 << 14,

    /// <summary>Nothing that is seen: what a rule wants that looks at every example.</summary>
    Anything = 1 << 15,
}
