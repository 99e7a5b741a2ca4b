using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The methods of dicts. On a dict they win over a key of the same name.</summary>
internal static class DictMethods
{
    private static readonly Signature s_get = Signature.Unnamed("get", 1, "key", "default");
    private static readonly Signature s_pop = Signature.Unnamed("pop", 1, "key", "default");
    private static readonly Signature s_keys = Signature.Unnamed("fromkeys", 1, "iterable", "value");
    private static readonly Signature s_none = Signature.Unnamed("method", 0);

    public static readonly FrozenDictionary<string, Method> All = new Dictionary<string, Method>
    {
        ["get"] = new(Get),
        ["keys"] = new(View(ViewPart.Keys)),
        ["values"] = new(View(ViewPart.Values)),
        ["items"] = new(View(ViewPart.Items)),
        ["copy"] = new(Copy),
        ["fromkeys"] = new(FromKeys),
        ["pop"] = new(Pop, Mutates: true),
        ["popitem"] = new(PopItem, Mutates: true),
        ["setdefault"] = new(SetDefault, Mutates: true),
        ["update"] = new(Update, Mutates: true),
        ["clear"] = new(Clear, Mutates: true),
    }.ToFrozenDictionary();

    private static PyDict Of(in Value self) => (PyDict)self.Ref!;

    private static Value Get(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_get.Bind(arguments);
        return Of(self).TryGet(bound[0], out var value) ? value : bound.Or(1, Value.None);
    }

    private static Operation View(ViewPart part) => (RenderState state, in Value self, in Arguments arguments) =>
    {
        s_none.Bind(arguments);
        return Value.Of(new PyView(Of(self), part));
    };

    private static Value Copy(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        state.ChargeItems(Of(self).Count * 4L);
        return Value.Of(Of(self).Copy());
    }

    private static Value FromKeys(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_keys.Bind(arguments);
        var dict = new PyDict();
        foreach (var key in Sequences.ToList(state, bound[0]))
        {
            state.ChargeItems(4);
            dict.Set(key, bound.Or(1, Value.None));
        }

        return Value.Of(dict);
    }

    private static Value Pop(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_pop.Bind(arguments);
        return Of(self).Remove(bound[0], out var value) ? value
            : bound[1] is { IsMissing: false } otherwise ? otherwise
            : throw new PyError(ErrorClass.KeyError, Repr.Short(bound[0]));
    }

    private static Value PopItem(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var dict = Of(self);
        for (var slot = dict.Slots - 1; slot >= 0; slot--)
        {
            state.Step();
            if (dict.TryAt(slot, out var key, out _))
            {
                dict.Remove(key, out var value);
                return Value.Of(new PyTuple([key, value]));
            }
        }

        throw new PyError(ErrorClass.KeyError, "'popitem(): dictionary is empty'");
    }

    private static Value SetDefault(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_get.Bind(arguments);
        if (Of(self).TryGet(bound[0], out var value))
        {
            return value;
        }

        state.ChargeItems(4);
        Of(self).Set(bound[0], bound.Or(1, Value.None));
        return bound.Or(1, Value.None);
    }

    private static Value Update(RenderState state, in Value self, in Arguments arguments)
    {
        // A dictionary that grows is dear: its keys are hashed and moved.
        state.Steps(6);
        Fill(state, Of(self), arguments, "update");
        return Value.None;
    }

    private static Value Clear(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        Of(self).Clear();
        return Value.None;
    }

    /// <summary>Adds what <c>dict(…)</c> and <c>update(…)</c> take: a mapping or pairs, then named values.</summary>
    public static void Fill(RenderState state, PyDict dict, in Arguments arguments, string function)
    {
        if (arguments.Positional.Length > 1)
        {
            throw PyError.Type($"{function} expected at most 1 argument, got {arguments.Positional.Length}");
        }

        if (arguments.Positional.Length == 1)
        {
            Fill(state, dict, arguments.Positional[0]);
        }

        for (var i = 0; i < arguments.Names.Length; i++)
        {
            dict.Set(arguments.Names[i], arguments.Named[i]);
        }
    }

    private static void Fill(RenderState state, PyDict dict, in Value source)
    {
        if (source.Ref is PyDict other)
        {
            state.ChargeItems(other.Count * 4L);
            for (var slot = 0; slot < other.Slots; slot++)
            {
                if (other.TryAt(slot, out var key, out var value))
                {
                    dict.Set(key, value);
                }
            }

            return;
        }

        // Python asks whether it has keys, and Jinja's Undefined does not answer that.
        if (source.Ref is PyUndefined undefined)
        {
            throw undefined.Fail();
        }

        var index = 0;
        foreach (var item in Sequences.ToList(state, source))
        {
            if (Sequences.IterateOrNone(item) is null)
            {
                throw PyError.Type($"cannot convert dictionary update sequence element #{index} to a sequence");
            }

            var pair = Sequences.ToList(state, item);
            if (pair.Count != 2)
            {
                throw PyError.Value($"dictionary update sequence element #{index} has length {pair.Count}; 2 is required");
            }

            dict.Set(pair[0], pair[1]);
            index++;
        }
    }
}
