using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>All that changes during one render: the output, the variables, and what is left of the bounds.</summary>
internal sealed class RenderState : IDisposable
{
    [ThreadStatic]
    private static RenderState? s_current;

    private readonly RenderState? _outer;
    private readonly CancellationToken _cancel;
    private readonly long _deadline;
    private long _steps;
    private long _allocation;
    private int _depth;
    private int _partial;
    private int _committed;
    private int _loops;
    private (PyList Whole, PyList Part)? _beginning;

    public RenderState(JinjaEnvironment environment, PyDict context, RenderOptions options)
    {
        Environment = environment;
        Context = context;
        Limits = environment.Limits;
        Clock = options.Clock ?? TimeProvider.System;
        Random = options.Random;
        AutoEscape = environment.AutoEscape;
        IsTraced = options.Origins is not null;
        Origins = options.Origins;
        Cues = IsTraced && context.TryGet("messages", out var messages) && messages.Ref is PyList list ? new bool[list.Items.Count] : [];
        Array.Fill(Cues, true);
        Out = new TextBuffer(Limits.TextLength, IsTraced);
        _cancel = options.Cancel;
        _steps = Limits.Steps;
        _allocation = Limits.Allocation;
        _deadline = System.Environment.TickCount64 + (long)Math.Min(Limits.Time.TotalMilliseconds, int.MaxValue);
        _outer = s_current;
        s_current = this;
    }

    /// <summary>The render under way on this thread, for the comparison of containers, which no one hands a state.</summary>
    public static RenderState? Current => s_current;

    public JinjaEnvironment Environment { get; }

    public JinjaLimits Limits { get; }

    public PyDict Context { get; }

    /// <summary>Variables that the template set at its top level, for its blocks; null when it has no blocks.</summary>
    public PyDict? Exported { get; set; }

    /// <summary>The template's blocks, for its variable <c>self</c>.</summary>
    public PySelf? Self { get; set; }

    public TextBuffer Out { get; }

    public TimeProvider Clock { get; }

    public Func<int, int>? Random { get; }

    public bool AutoEscape { get; set; }

    /// <summary>Whether origins of characters are kept.</summary>
    public bool IsTraced { get; }

    /// <summary>What the texts of the context are, by their number less one.</summary>
    public IReadOnlyList<Origin>? Origins { get; }

    /// <summary>Where the template is, in UTF-16 units of its source.</summary>
    public int At { get; set; }

    /// <summary>What the template prints to make the model answer, once it is known; only when origins are kept.</summary>
    public string? GenerationPrompt { get; set; }

    /// <summary>For each message whether the generation prompt would be printed after it.</summary>
    public bool[] Cues { get; }

    /// <summary>The index of the message that the template is at; -1 when at none, or when origins are not kept.</summary>
    public int Message => -Out.LiteralSource - 1;

    /// <summary>Where the prompt would stand, if it was found out on trial; else -1.</summary>
    public int GenerationPromptWouldBeAt { get; set; } = -1;

    /// <summary>While something runs on trial: what attributes of namespaces were before, to be put back.</summary>
    public List<(PyNamespace Space, string Name, Value Before)>? Journal { get; set; }

    /// <summary>An empty journal, for the next trial.</summary>
    public List<(PyNamespace Space, string Name, Value Before)>? Spare { get; set; }

    /// <summary>Whether the message at hand is to be taken for the last.</summary>
    public bool AssumesLast { get; set; }

    /// <summary>Where the generation prompt stands in the output; -1 when it is not printed, or inside a text that is still being built.</summary>
    public int GenerationPromptAt { get; set; } = -1;

    /// <summary>What <c>generation</c> blocks reported: first unit of the output and length in code points.</summary>
    public List<(int Start, int Length)> Generations { get; } = [];

    /// <summary>
    /// The messages up to one of them. The list is the same at every call and grows with the questions, which go forward: a copy a message
    /// would make the render quadratic.
    /// </summary>
    public PyList Beginning(PyList messages, int last)
    {
        if (_beginning is not var (whole, part) || whole != messages)
        {
            _beginning = (whole, part) = (messages, new PyList([]));
        }

        if (part.Items.Count > 0 && Tag(part.Items[^1]) > last + 1)
        {
            part.Items.Clear();
        }

        for (var i = part.Items.Count; i < whole.Items.Count && (i == 0 || Tag(part.Items[i - 1]) != last + 1); i++)
        {
            part.Items.Add(whole.Items[i]);
        }

        return part;

        static int Tag(in Value message) => (message.Ref as PyDict)?.MessageTag ?? 0;
    }

    public Value Resolve(string name) =>
        Exported is not null && Exported.TryGet(name, out var value) ? value
        : Context.TryGet(name, out value) ? value
        : Environment.Globals.TryGetValue(name, out value) ? value : default;

    /// <summary>Where what has been printed for good ends: texts that are still being built do not count.</summary>
    public int CommittedLength => _partial == 0 ? Out.Length : _committed;

    public int BeginText()
    {
        if (_partial++ == 0)
        {
            _committed = Out.Length;
        }

        return Out.Length;
    }

    /// <summary>Where the render is, to go back to with <see cref="Return"/> after something that ran on trial or failed on the way.</summary>
    public Checkpoint Mark() => new(At, Out.Length, _partial, _depth, _loops, Out.LiteralSource, Generations.Count, AutoEscape);

    /// <summary>Takes back what was printed and entered since a mark.</summary>
    public void Return(in Checkpoint mark)
    {
        if (Out.Length > mark.Length)
        {
            Out.Drop(mark.Length);
        }

        Generations.RemoveRange(mark.Generations, Generations.Count - mark.Generations);
        (At, _partial, _depth, _loops, Out.LiteralSource, AutoEscape) = (mark.At, mark.Partial, mark.Depth, mark.Loops, mark.LiteralSource, mark.AutoEscape);
    }

    /// <summary>How many texts are being built.</summary>
    public int Partial => _partial;

    public Value EndText(int mark, bool markup)
    {
        _partial--;
        var length = Out.Length - mark;
        if (length == 0)
        {
            return markup ? Value.OfText(string.Empty, null, true) : Value.Empty;
        }

        ChargeText(length);
        var runs = Out.CutRuns(mark);
        return Value.OfText(Out.Cut(mark), runs, markup);
    }

    /// <summary>Begins a loop; give what this returns to <see cref="Tag"/> and <see cref="LeaveLoop"/>.</summary>
    public int EnterLoop()
    {
        _loops++;
        return Out.LiteralSource;
    }

    /// <summary>Begins an iteration: what the template prints in it belongs to the message that it is about.</summary>
    public void Tag(in Value item, int outside)
    {
        if (IsTraced)
        {
            Out.LiteralSource = item.Ref is not PyDict dict ? outside
                : dict.MessageTag > 0 ? -dict.MessageTag
                : outside == 0 && Origins is { } origins && dict.TryGet("content", out var content) && content.Runs is [{ Source: > 0 } first, ..] ? -origins[first.Source - 1].Message - 1
                : outside;
        }
    }

    /// <summary>What was printed from a place on belongs to no message, beyond what it begins with; if it begins otherwise, it stays as it is.</summary>
    public void Separate(int start, string? shared)
    {
        if (shared is not null && Out.Written[start..].StartsWith(shared, StringComparison.Ordinal))
        {
            Out.Disown(start + shared.Length);
        }
    }

    /// <summary>A loop over numbers takes its message by index: from there on the iteration is about that message.</summary>
    public void EnterMessage(int tag)
    {
        if (_loops > 0 && Out.LiteralSource == 0)
        {
            Out.LiteralSource = -tag;
        }
    }

    public void LeaveLoop(int outside)
    {
        _loops--;
        Out.LiteralSource = outside;
    }

    public void Step()
    {
        if ((--_steps & 0xFFF) == 0)
        {
            CheckTime();
        }
    }

    public void Steps(long count)
    {
        var before = _steps;
        _steps -= count;
        if (_steps <= 0 || (before >> 12) != (_steps >> 12))
        {
            CheckTime();
        }
    }

    /// <summary>Pays for looking at so many characters.</summary>
    public void Look(int characters)
    {
        if (characters >= 64)
        {
            Steps(characters >> 6);
        }
    }

    public void Enter()
    {
        Step();
        if (++_depth > Limits.CallDepth)
        {
            throw new PyError(ErrorClass.RecursionError, $"maximum recursion depth exceeded: more than {Limits.CallDepth} calls within each other");
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    public void Leave() => _depth--;

    public void CheckText(long length)
    {
        if (length > Limits.TextLength)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"a text of {length} characters is longer than the {Limits.TextLength} that are allowed");
        }
    }

    public void ChargeText(long length)
    {
        CheckText(length);
        Charge(length * 2);
    }

    public void ChargeItems(long count)
    {
        Charge(count * 16);
        Steps(count >> 3);
    }

    public void ChargePower(BigInteger number, BigInteger exponent)
    {
        if (exponent > int.MaxValue || exponent * number.GetBitLength() > Limits.IntegerBits)
        {
            if (!number.IsOne && !number.IsZero && number != BigInteger.MinusOne)
            {
                throw new PyError(ErrorClass.LimitExceeded, $"the power has more than {Limits.IntegerBits} bits");
            }
        }
    }

    public void ChargeDigits(BigInteger left, BigInteger right, BinaryOperator op)
    {
        var bits = Math.Max(left.GetBitLength(), right.GetBitLength());
        if ((op == BinaryOperator.Multiply ? left.GetBitLength() + right.GetBitLength() : bits) > Limits.IntegerBits)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"the number has more than {Limits.IntegerBits} bits");
        }

        Steps(1 + (bits * bits >> 16));
    }

    public void Dispose()
    {
        s_current = _outer;
        Out.Dispose();
    }

    private void Charge(long bytes)
    {
        _allocation -= bytes;
        if (_allocation < 0)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"the template makes texts and lists of more than {Limits.Allocation} bytes");
        }
    }

    /// <summary>Where a render is.</summary>
    internal readonly record struct Checkpoint(int At, int Length, int Partial, int Depth, int Loops, int LiteralSource, int Generations, bool AutoEscape);

    private void CheckTime()
    {
        if (_steps <= 0)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"the template needs more than {Limits.Steps} steps");
        }

        _cancel.ThrowIfCancellationRequested();
        if (System.Environment.TickCount64 > _deadline)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"the template takes longer than {Limits.Time}");
        }
    }
}
