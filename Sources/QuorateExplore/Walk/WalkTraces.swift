import Foundation
import QuorateLanguage
import QuorateTraces

/// The run to a visited state, as a trace.
struct WalkTrace {
    let trace: Trace

    /// The run in `tree` to a node, walked once more on the spec's own actions.
    ///
    /// - Parameter property: the property that the last state shows; the first one that it breaks unless given, or else
    ///   meets, or else none.
    /// - Throws: ``Refusal`` where the last state does not show the property, or there is nothing in the run.
    init(to node: Int, in tree: WalkTree, of spec: ErasedSpec, showing property: String? = nil)
        throws(Refusal)
    {
        let path = tree.path(to: node)
        let shown = try Self.property(property, in: tree.nodes[node].words, of: spec)
        var trace = Trace(
            of: spec.instance, property: shown?.name ?? "", propertyKind: shown?.kind ?? .always,
            propertySite: shown?.site,
            steps: path.compactMap { tree.nodes[$0].take }.map { .init(action: $0.action, site: $0.site) },
            states: path.map { spec.describe(tree.nodes[$0].words) })
        if trace.property.isEmpty, trace.steps.isEmpty {
            throw Refusal(
                409, "the walk has no step, and its state shows no property: there is nothing to save")
        }
        do { _ = try Self.words(of: trace, in: spec) } catch {
            throw Refusal(500, "the walk is no run of \(spec.name) (our bug, please report it): \(error)")
        }
        trace.loop = nil
        self.trace = trace
    }

    /// The words of the states of a trace; one may show no property.
    static func words(of trace: Trace, in spec: ErasedSpec) throws -> [[UInt64]] {
        try trace.property.isEmpty ? trace.wordsOfSteps(in: spec) : trace.words(in: spec)
    }

    private static func property(
        _ name: String?, in words: [UInt64], of spec: ErasedSpec
    ) throws(Refusal) -> ErasedSpec.PropertyOutline? {
        let shown = spec.properties.indices.filter {
            !spec.properties[$0].kind.isLiveness && spec.shows($0, in: words)
        }.map { spec.properties[$0] }
        guard let name else { return shown.first { $0.kind != .reachable } ?? shown.first }
        guard let property = shown.first(where: { $0.name == name }) else {
            throw Refusal(409, "the last state neither breaks nor meets \(ForeignText.name(name))")
        }
        return property
    }
}

/// A trace that somebody opens, as steps of the spec.
struct OpenedTrace {
    let words: [[UInt64]]
    let takes: [ErasedSpec.Take]
    /// Remark on what of the trace is not in the walk.
    let note: String?

    /// - Throws: ``Refusal`` for a file that is no trace, is one of another instance, or no run of `spec`.
    init(_ data: Data, in evaluation: SpecEvaluation) throws(Refusal) {
        let spec = evaluation.spec
        do {
            let trace = try ITF.trace(from: data)
            guard trace.instance.isSame(as: spec.instance) else {
                let wanted = trace.instance.arguments.map(ForeignText.shown).joined(separator: " ")
                throw Refusal(
                    409, "the trace is one of another instance; open it with `quorate explore \(wanted)`")
            }
            let words = try WalkTrace.words(of: trace, in: spec)
            takes = try trace.steps.indices.map { step in
                try Self.take(trace.steps[step].action, from: words[step], to: words[step + 1], evaluation)
            }
            self.words = words
            note = trace.loop.map {
                "the run goes on for ever from state \($0.start) on; here it is walked once"
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(422, "the trace is refused: \(error)")
        }
    }

    private static func take(
        _ action: ErasedSpec.ActionOutline, from words: [UInt64], to successor: [UInt64],
        _ evaluation: SpecEvaluation
    ) throws(Refusal) -> ErasedSpec.Take {
        let arguments = SpecValue.record(action.arguments)
        let take = try evaluation.takes(words).first {
            $0.successor == successor && $0.action.name == action.name
                && arguments.isSame(as: .record($0.action.arguments))
        }
        guard let take else { throw Refusal(422, "the trace takes \(action), which is not offered there") }
        return take
    }
}
