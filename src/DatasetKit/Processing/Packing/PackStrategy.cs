namespace DatasetKit;

/// <summary>Into which bin an example goes.</summary>
public enum PackStrategy
{
    /// <summary>The longest first, each into the first bin that has room (first-fit decreasing): never more than 11/9 of the fewest bins possible, and 6/9 of one (Dósa 2007).</summary>
    FirstFit,

    /// <summary>The longest first, each into the bin that it leaves with the least room (best-fit decreasing), as in "Fewer Truncations Improve Language Modeling" (arXiv:2404.10830).</summary>
    BestFit,

    /// <summary>
    /// As they come: into the bin before it if it has room, else into a new one. So do Megatron-DeepSpeed for BLOOMZ (megatron/data/decoder_packed_mtf_dataset.py) and metaseq for OPT-IML
    /// (metaseq/data/streaming_src_tgt_dataset.py).
    /// </summary>
    InOrder,
}
