using DatasetKit.Validation;

namespace DatasetKit;

/// <summary>The known rules: one visible line each, by code.</summary>
public abstract partial class Rule
{
    /// <summary>All known rules, in the order in which they look at an example.</summary>
    public static IReadOnlyList<Rule> Known { get; } =
    [
        new MissingText(),
        new EmptyText(),
        new BlankText(),
        new NullText(),
        new InvisibleText(),
        new RoleOrder(),
        new NoAssistant(),
        new EndsWithUser(),
        new BeginsWithAssistant(),
        new MisplacedSystem(),
        new DuplicateId(),
        new NoInputSpelling(),
        new LiteralNull(),
        new SpecialTokenInContent(),
        new PromptMarker(),
        new MergedTasks(),
        new DamagedText(),
        new ToolCallMismatch(),
        new ToolArguments(),
        new ThinkTags(),
    ];
}
