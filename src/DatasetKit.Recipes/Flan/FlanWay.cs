namespace DatasetKit.Recipes.Flan;

/// <summary>One way to write the examples of a task.</summary>
/// <param name="Type"><c>zs_opt</c>, <c>zs_noopt</c>, <c>fs_opt</c> or <c>fs_noopt</c>.</param>
/// <param name="Shots">Which solved questions come before.</param>
internal sealed record FlanWay(string Type, FlanShots Shots)
{
    /// <summary>Whether options are shown.</summary>
    public bool HasOptions => !Type.EndsWith("noopt", StringComparison.Ordinal);

    /// <summary>What a report calls it.</summary>
    public override string ToString() => Shots is FlanShots.None or FlanShots.Same ? Type : $"{Type} {Shots.ToString().ToLowerInvariant()}";

    /// <summary>The ways that Flan mixes, or those with the solved questions that are asked for (google-research/FLAN:flan/v2/mixtures_utils.py, ZS_ and FS_ templates).</summary>
    public static IReadOnlyList<FlanWay> All(string fewShot) =>
    [
        new("zs_opt", FlanShots.None), .. Few("fs_opt", fewShot), new("zs_noopt", FlanShots.None), .. Few("fs_noopt", fewShot),
    ];

    private static FlanWay[] Few(string type, string fewShot) => fewShot switch
    {
        "same" => [new(type, FlanShots.Same)],
        "templates" => [new(type, FlanShots.Templates)],
        "mix" => [new(type, FlanShots.Mix)],
        "x" => [new(type, FlanShots.X)],
        _ => type == "fs_opt" ? [new(type, FlanShots.Mix), new(type, FlanShots.X)] : [new(type, FlanShots.X)],
    };
}

/// <summary>Which solved questions come before one (google-research/FLAN:flan/v2/tasks.py).</summary>
internal enum FlanShots
{
    /// <summary>None.</summary>
    None,

    /// <summary>So many in the pattern of the question.</summary>
    Same,

    /// <summary>Five in the first pattern, two in the second, one in the third.</summary>
    Templates,

    /// <summary>Five, each in its own pattern (<c>template_mix_five_shot</c>).</summary>
    Mix,

    /// <summary>Of 25, each in its own pattern, those that have the pattern of the question (<c>template_0to10_x_shot</c>): with ten patterns 2.5.</summary>
    X,
}
