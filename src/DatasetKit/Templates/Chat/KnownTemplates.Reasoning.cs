namespace DatasetKit.Templates.Chat;

/// <summary>The chat templates that open-instruct asks reasoning models with. The text is ours, what they print is a fact of theirs.</summary>
internal static partial class KnownTemplates
{
    private const string Boxed =
        "You must put your answer inside <answer> </answer> tags, i.e., <answer> answer here </answer>. And your final answer will be extracted automatically by the \\\\boxed{} tag. "
        + "This is the problem: ";

    private const string ThinkWithCode =
        "A conversation between User and Assistant. The User asks a question, and the Assistant solves it. The Assistant first thinks about the reasoning process in the mind and then "
        + "provides the User with the answer. \\n\\nWhen given a question, the Assistant must conduct reasoning inside the <think> and </think> tags. During reasoning, the Assistant may "
        + "write and execute python code using the <code> </code> tag, in order to solve the problem or verify the answer. Then the Assistant will get the stdout and stderr in the <output> "
        + "and </output> tags. For example, the code could be\\n<code>\\nx, y = 1, 2\\nresult = x + y\\nprint(result)\\n</code>\\nor\\n<code>\\nimport sympy as sp\\nfrom sympy import Symbol\\n"
        + "x = Symbol(\\'x\\')\\ny = Symbol(\\'y\\')\\nsolution = sp.solve(x**2 + y**2 - 1, (x, y))\\nprint(solution)\\n</code>\\nThe Assistant will always `print` the result of the code "
        + "execution in order to see it in the <output> tag. The Assistant may use the <code> </code> tag multiple times. When the Assistant is done reasoning, it should provide the answer "
        + "inside the <answer> and </answer> tag.";

    private const string LastLine =
        "Solve the following problem step by step. The last line of your response should be the answer to the problem in form Answer: $Answer (without quotes) where $Answer is the answer "
        + "to the problem.";

    private const string LastCode =
        "Solve the following code problem step by step. The last part of your response should be the solution to the problem in form ```\\npython\\nCODE\\n``` where CODE is the solution for "
        + "the problem.";

    private const string Helpful = "You are a helpful AI assistant.";

    public static ChatTemplate OlmoOld() => OlmoOf("olmo_old", "OLMo under its later name in open-instruct", OlmoSystem, string.Empty);

    public static ChatTemplate OlmoNoThinkSft() => OlmoOf("olmo_thinker_no_think_sft_tokenization", "OLMo that does not think, for training", Helpful, string.Empty);

    public static ChatTemplate OlmoForgetsThoughts() => OlmoOf(
        "olmo_thinker_remove_intermediate_thinking",
        "OLMo whose answers begin with <think>, what was thought before the last answer left out",
        Helpful,
        "<think>",
        "m.content.split('</think>')[-1].lstrip('\\n') if m.role == 'assistant' and m.content and not loop.last and '</think>' in m.content and '<think>' in m.content else m.content or ''");

    public static ChatTemplate RlZero() => Blocks("olmo_thinker_rlzero", "a problem and how to end the answer", LastLine, "''", "\\nRemember to put your answer on its own line after \"Answer:\"");

    public static ChatTemplate CodeRlZero() => Blocks(
        "olmo_thinker_code_rlzero", "a problem to be solved by code", LastCode, "''", "Remember to put your solution inside the ```\\npython\\nCODE\\n``` tags");

    public static ChatTemplate R1() => Blocks("r1_simple_chat", "DeepSeek-R1's prompt", ThinkAloud, Speaker, "Assistant:");

    public static ChatTemplate R1Think() => Blocks("r1_simple_chat_postpend_think", "DeepSeek-R1's prompt, answers begin with <think>", ThinkAloud, Speaker, "Assistant: <think>");

    public static ChatTemplate R1Boxed() => Blocks(
        "r1_simple_chat_postpend_think_orz_style", "DeepSeek-R1's prompt, every message after Open-Reasoner-Zero's words", ThinkAloud, $"{Speaker} + '{Boxed}'", "Assistant: <think>");

    public static ChatTemplate R1Tool() => Blocks(
        "r1_simple_chat_postpend_think_tool_vllm", "reasoning with Python, every message after Open-Reasoner-Zero's words", ThinkWithCode, $"{Speaker} + '{Boxed}'", "Assistant: <think>");

    public static ChatTemplate QwenBoxedMath() => ChatTemplate.KnownAs(
        "qwen_instruct_user_boxed_math",
        $"ChatML without system messages, for problems whose answer is boxed ({OpenInstruct})",
        """
        {%- for m in messages if m.role in ['user', 'assistant'] -%}
        {{ '<|im_start|>' + m.role + '\n' + m.content + ('\n\nPlease reason step by step, and put your final answer within \\boxed{}' if m.role == 'user' else '') + '<|im_end|>\n' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|im_start|>assistant\n' }}{%- endif -%}
        """,
        ("eos_token", "<|im_end|>"));

    private const string Speaker = "m.role | capitalize + ': '";

    /// <summary>What is to be done, then the messages with blank lines between.</summary>
    private static ChatTemplate Blocks(string name, string description, string task, string before, string prompt) => ChatTemplate.KnownAs(
        name,
        $"{description} ({OpenInstruct})",
        "{{ '" + task + "\\n\\n' }}{%- for m in messages -%}{{ ('' if loop.first else '\\n\\n') + " + before + " + m.content + '\\n' }}{%- endfor -%}"
        + "{%- if add_generation_prompt -%}{{ '" + prompt + "' }}{%- endif -%}",
        ("eos_token", "</s>"));
}
