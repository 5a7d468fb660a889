import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Comparison of two sides, instance by instance, each of which answers at its own end of a pipe.
struct DiffRunner {
    let base: SideConnection
    let head: SideConnection
    let request: DiffRequest
    /// Modules of the two programs, where they are known.
    var modules: (base: PackageModules, head: PackageModules)?
    /// Hears how many instances were compared, and out of how many.
    var progress: (Int, Int) -> Void = { _, _ in }

    /// Requests that a side has before it, so that it never waits for the other one's answer.
    private static let window = 8

    /// Everything that the two sides tell.
    ///
    /// - Throws: ``DiffError`` where a side says something else than it should, or nothing can be compared.
    func report() throws -> DiffReport {
        let (old, new) = (try base.description(), try head.description())
        let pairs = try SidePairs(old, new, request.renames, wanted: request.specs)
        if pairs.instances.isEmpty { throw DiffError.nothingInCommon }
        var report = DiffReport(request: request, pairs: pairs)
        report.notes = pairs.looseRenames.map {
            "--rename \(ForeignText.name($0)): nothing that a spec declares is called so on one side only; it is taken"
                + " for the case of an enum, an argument or a field inside a record"
        }
        report.findings = pairs.added.map(DiffFinding.added) + pairs.removed.map(DiffFinding.removed)
        report.findings += pairs.specs.flatMap(\.findings)
        try compare(pairs, into: &report)
        report.findings += try newMutants(pairs, new)
        report.findings += try claims(old, new)
        if request.conforms { report.findings += try conformances(old, new) }
        return report
    }

    private func compare(_ pairs: SidePairs, into report: inout DiffReport) throws {
        let unchanged = unchangedModules(pairs)
        report.unchanged = pairs.instances.filter { $0.specs.isUnchanged(in: unchanged) }.map(\.head.label)
        let instances = pairs.instances.filter { !$0.specs.isUnchanged(in: unchanged) }
        var asked = 0
        for (position, pair) in instances.enumerated() {
            while asked < min(instances.count, position + Self.window) {
                let next = instances[asked]
                try base.ask(
                    .run(spec: next.specs.basePosition, instance: next.basePosition, withGraph: true))
                try head.ask(
                    .run(spec: next.specs.headPosition, instance: next.headPosition, withGraph: true))
                asked += 1
            }
            report.add(try compare(pair))
            progress(position + 1, instances.count)
        }
    }

    /// Modules of specs that were compiled from the same text on both sides.
    private func unchangedModules(_ pairs: SidePairs) -> Set<String> {
        guard let modules, !request.exploresAll else { return [] }
        let specs = pairs.specs.flatMap { [$0.base, $0.head] } + pairs.added + pairs.removed
        return modules.head.unchanged(since: modules.base, among: Set(specs.map(\.module)))
    }

    private func compare(_ pair: InstancePair) throws -> PairResult {
        let old = try base.decode(RunRecord.self, base.next(.run))
        let new = try head.decode(RunRecord.self, head.next(.run))
        let (oldGraph, newGraph) = (GraphFrames(base), GraphFrames(head))
        var graphs: GraphComparison?
        if old.error == nil, new.error == nil {
            graphs = try compare(pair, oldGraph, newGraph)
        }
        try oldGraph.skip()
        try newGraph.skip()
        return PairResult(pair, old, new, graphs)
    }

    private func compare(
        _ pair: InstancePair, _ old: GraphFrames, _ new: GraphFrames
    ) throws -> GraphComparison {
        do {
            return try GraphComparison.reading(
                base: (old.source, pair.base), head: (new.source, pair.head),
                renames: pair.specs.renames.graph,
                limits: GraphComparison.Limits(seconds: request.limits.seconds))
        } catch let error as GraphRenameError {
            throw DiffError.mergingRename(spec: pair.specs.head.name, reason: error.description)
        } catch let error as GraphComparison.SideError {
            if let known = error.error as? DiffError { throw known }
            throw DiffError.rubbish(error.isHead ? .head : .base, "of \(pair.head.label), \(error.error)")
        }
    }

    /// Mutants of the head alone that survive.
    private func newMutants(_ pairs: SidePairs, _ new: SideDescription) throws -> [DiffFinding] {
        try pairs.onlyHead.filter { $0.mutant != nil }.compactMap { lone in
            try head.ask(.run(spec: lone.spec, instance: lone.instance, withGraph: false))
            let record = try head.decode(RunRecord.self, head.next(.run))
            _ = try head.next(.end)
            let spec = new.specs[lone.spec]
            guard record.isCaught == false, let mutant = spec.mutants.first(where: { $0.name == lone.mutant })
            else { return nil }
            return .notCaught(mutant, of: spec.name, instance: lone.label)
        }
    }

    private func claims(_ old: SideDescription, _ new: SideDescription) throws -> [DiffFinding] {
        let renamed = request.renames.between(old.specs.map(\.name), new.specs.map(\.name))
        try base.ask(.claims(old.claims.filter { isWanted($0, renamed) }))
        try head.ask(.claims(new.claims.filter { isWanted($0) }))
        return ClaimFindings(
            base: try base.list(ClaimRecord.self, .claim), head: try head.list(ClaimRecord.self, .claim),
            renamedSpecs: renamed
        ).all
    }

    private func conformances(_ old: SideDescription, _ new: SideDescription) throws -> [DiffFinding] {
        try base.ask(.conformances(old.conformances.filter { isWanted($0) }))
        try head.ask(.conformances(new.conformances.filter { isWanted($0) }))
        return ConformanceFindings(
            base: try base.list(ConformanceRecord.self, .conformance),
            head: try head.list(ConformanceRecord.self, .conformance)
        ).all
    }

    /// Membership of a claim or an instance, by its name, in the specs that were asked for.
    private func isWanted(_ name: String, _ renamed: [String: String] = [:]) -> Bool {
        let spec = String(name.prefix { $0 != "." && $0 != " " })
        return request.specs.isEmpty || request.specs.contains(spec)
            || renamed[spec].map(request.specs.contains) ?? false
    }
}

/// The graph of one instance, as a side prints it in pieces.
private final class GraphFrames {
    private let side: SideConnection
    private var isAtEnd = false

    init(_ side: SideConnection) { self.side = side }

    /// The pieces, one after the other.
    var source: GraphByteSource { GraphByteSource { [self] in try piece() } }

    /// Passes over what is left.
    func skip() throws { while !isAtEnd { _ = try piece() } }

    private func piece() throws -> [UInt8] {
        if isAtEnd { return [] }
        let frame = try side.next()
        switch frame.kind {
        case .graph: return frame.payload
        case .end:
            isAtEnd = true
            return []
        default: throw side.rubbish("the piece \(frame.kind) in the middle of a graph")
        }
    }
}
