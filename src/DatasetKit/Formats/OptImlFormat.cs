namespace DatasetKit.Formats;

/// <summary>
/// OPT-IML: <c>src</c> and <c>tgt</c>, in files <c>data/{train,valid}/{00,01,…}/CORPUS.jsonl</c>
/// (facebookresearch/metaseq, metaseq/tasks/streaming_finetune_language_modeling.py), with what a sampler needs to know of the task beside them.
/// </summary>
internal sealed class OptImlFormat() : SingleTurnFormat(
    "opt-iml",
    "src, tgt; also benchmark, category, task, template, n_shots (OPT-IML)",
    new TurnNames { Instruction = "src", Output = "tgt", Category = "category", Held = ["benchmark", "task", "template", "n_shots"] })
{
    public override bool Matches(Record record) => record.Has("src", "tgt");
}
