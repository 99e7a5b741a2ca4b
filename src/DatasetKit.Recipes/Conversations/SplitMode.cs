namespace DatasetKit.Recipes.Conversations;

/// <summary>How a conversation that is too long is divided.</summary>
internal enum SplitMode
{
    /// <summary>No pair is lost: each segment takes as many pairs as fit, and a pair that is too long by itself is a segment of its own.</summary>
    Safe,

    /// <summary>FastChat's way, with its fault: the last pair is lost when it overflows (lm-sys/FastChat:fastchat/data/split_long_conversation.py).</summary>
    FastChat,

    /// <summary>open-instruct's way: pairs that are too long are left out, and a last pair that fits may be lost (allenai/open-instruct:split_sharegpt_conversations.py).</summary>
    OpenInstruct,
}
