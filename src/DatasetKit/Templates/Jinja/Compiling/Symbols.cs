namespace DatasetKit.Templates.Jinja;

/// <summary>
/// The names of one scope and where their variables are. Jinja decides this before it renders, from the order in which a scope
/// reads and sets a name; a variable that a scope sets starts with what an outer scope has, and is forgotten at its end. What
/// this class does follows jinja2/idtracking.py observably, also where that surprises.
/// </summary>
internal sealed class Symbols(FunctionScope function, Symbols? parent, string mark = "")
{
    private readonly int _level = parent is null ? 0 : parent._level + 1;
    private Dictionary<string, Variable> _variables = [];
    private HashSet<string> _stores = [];

    /// <summary>How each variable of this scope starts, by variable.</summary>
    public Dictionary<Variable, Load> Loads { get; private set; } = [];

    public FunctionScope Function => function;

    private Symbols? Outer => parent;

    public Variable? Find(string name) => _variables.TryGetValue(name, out var variable) ? variable : parent?.Find(name);

    /// <summary>All names that this scope or one around it sets.</summary>
    public string[] AllStores()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            names.UnionWith(scope._stores);
        }

        return [.. names];
    }

    public void Load(string name)
    {
        if (Find(name) is null)
        {
            Define(name, new Load(LoadKind.Resolve, name, null));
        }
    }

    public void Store(string name)
    {
        _stores.Add(name);
        if (!_variables.ContainsKey(name))
        {
            var outer = parent?.Find(name);
            Define(name, outer is null ? new Load(LoadKind.Missing, name, null) : new Load(LoadKind.Alias, name, outer));
        }
    }

    public Variable Parameter(string name)
    {
        _stores.Add(name);
        return Define(name, new Load(LoadKind.Parameter, name, null));
    }

    public Symbols Copy() => new(function, parent, mark)
    {
        _variables = new(_variables),
        _stores = new(_stores),
        Loads = new(Loads),
    };

    /// <summary>Joins what the branches of an <c>if</c> found out, all of them copies of this scope.</summary>
    public void Join(IReadOnlyList<Symbols> branches)
    {
        var stores = branches.SelectMany(branch => branch._stores).Where(name => !_stores.Contains(name)).ToHashSet();
        foreach (var branch in branches)
        {
            foreach (var (name, variable) in branch._variables)
            {
                _variables[name] = variable;
            }

            foreach (var (variable, load) in branch.Loads)
            {
                Loads[variable] = load;
            }

            _stores.UnionWith(branch._stores);
        }

        foreach (var name in stores)
        {
            var outer = parent?.Find(name);
            Loads[Find(name)!] = outer is null ? new Load(LoadKind.Resolve, name, null) : new Load(LoadKind.Alias, name, outer);
        }
    }

    private Variable Define(string name, Load load)
    {
        var variable = function.Variable($"{mark}{_level}_{name}");
        _variables[name] = variable;
        Loads[variable] = load;
        return variable;
    }
}

/// <summary>Where a variable lives.</summary>
internal sealed record Variable(FunctionScope Function, int Slot);

/// <summary>How a variable starts.</summary>
internal sealed record Load(LoadKind Kind, string Name, Variable? Outer);

/// <summary>The ways in which a variable starts.</summary>
internal enum LoadKind : byte
{
    /// <summary>Whoever enters the scope sets it.</summary>
    Parameter,

    /// <summary>With what the context or the globals have under its name.</summary>
    Resolve,

    /// <summary>With the value of an outer variable.</summary>
    Alias,

    /// <summary>With nothing.</summary>
    Missing,
}

/// <summary>The variables of one invocation: the template, a macro, a block, or a recursive loop.</summary>
internal sealed class FunctionScope(FunctionScope? parent)
{
    private readonly Dictionary<string, Variable> _variables = [];

    public FunctionScope? Parent => parent;

    public int Count => _variables.Count;

    /// <summary>Scopes of one depth share a slot for a name, as Python's local variables do.</summary>
    public Variable Variable(string identifier)
    {
        if (!_variables.TryGetValue(identifier, out var variable))
        {
            _variables[identifier] = variable = new Variable(this, _variables.Count);
        }

        return variable;
    }
}
