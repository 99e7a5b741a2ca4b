namespace DatasetKit;

/// <summary>What becomes of the things that a target format has no field for.</summary>
public enum ExtraPolicy
{
    /// <summary>Left out, counted as losses and named in the report.</summary>
    Drop,

    /// <summary>Kept under one key, <c>datasetkit</c>, where a reader of this library finds and restores them.</summary>
    Keep,
}
