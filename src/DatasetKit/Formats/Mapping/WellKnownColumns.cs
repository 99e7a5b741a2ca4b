namespace DatasetKit.Formats;

/// <summary>
/// The names that columns go by, English and Chinese, one line a field; letter case and outer spaces do not matter.
/// The English ones are those of axolotl docs/dataset-formats/inst_tune.qmd, and of question and answer lists in the wild.
/// </summary>
internal static class WellKnownColumns
{
    public static IReadOnlyList<(string Target, string[] Names)> Table { get; } =
    [
        ("instruction", ["instruction", "prompt", "question", "query", "inputs", "指令", "问题", "问", "提问", "提示", "用户"]),
        ("input", ["input", "context", "example_input", "输入", "上下文", "背景"]),
        ("output", ["output", "response", "completion", "answer", "reply", "targets", "target", "generation", "输出", "答案", "答", "回答", "回复", "答复"]),
        ("system", ["system", "system_prompt", "系统", "系统提示", "系统提示词"]),
        ("category", ["category", "类别", "分类", "类型"]),
        ("id", ["id", "编号", "序号"]),
        ("text", ["text", "文本", "正文"]),
    ];

    /// <summary>The field that a column of this name holds; null when the name says nothing.</summary>
    public static string? TargetOf(string column)
    {
        var name = column.Trim();
        foreach (var (target, names) in Table)
        {
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return target;
            }
        }

        return null;
    }
}
