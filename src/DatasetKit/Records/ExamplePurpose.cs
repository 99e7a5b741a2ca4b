namespace DatasetKit;

/// <summary>What an example is for, by the format of its record, and so which texts it cannot do without.</summary>
public enum ExamplePurpose
{
    /// <summary>To train on: a question and its answer, a conversation, answers to be compared.</summary>
    Training,

    /// <summary>Questions that are still to be answered: prompts, test sets. A missing answer is no fault.</summary>
    Questions,

    /// <summary>Figures about answers that stand elsewhere. Neither a missing question nor a missing answer is a fault.</summary>
    Scores,
}
