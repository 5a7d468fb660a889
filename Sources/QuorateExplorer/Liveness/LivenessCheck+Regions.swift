import QuorateLanguage
import Synchronization

/// States that runs against some properties have in common: properties of the same states are looked at together.
struct LivenessRegion {
    /// Bit of the region in the marks of a state.
    let bit: UInt8
    /// The properties, a bit for each.
    var properties: UInt64
}

extension LivenessCheck {
    /// Marks each state with the regions in which a run against some property may stay there, or come through.
    func markRegions() throws -> [LivenessRegion] {
        let count = positions.count
        let blocks = search.levels.enumerated().flatMap { depth, runs in
            Search.blocks(of: runs, size: FairGraph.blockSize).map { (depth: depth, states: $0) }
        }
        let isInitial = Dictionary(uniqueKeysWithValues: blocks.map { ($0.states.lowerBound, $0.depth == 0) })
        // For each property, those whose states are not the same.
        let unlike = Mutex<[UInt64]>(Array(repeating: 0, count: count))
        _ = try inBlocks(blocks.map(\.states)) { block, expander in
            var asked: UInt64 = 0
            var differing = Array(repeating: 0 as UInt64, count: count)
            for state in block {
                let judged = self.judge(state, expander, isInitial: isInitial[block.lowerBound]!)
                asked |= judged.asking
                let bits = judged.avoiding | self.visiting
                self.marks[state] = UInt8(truncatingIfNeeded: bits)
                for position in 0..<count {
                    differing[position] |= bits >> UInt64(position) & 1 == 0 ? bits : ~bits
                }
            }
            self.note(asked)
            unlike.withLock { for position in 0..<count { $0[position] |= differing[position] } }
            return true
        }
        var regions: [LivenessRegion] = []
        for (position, unlike) in unlike.withLock({ $0 }).enumerated() {
            if let known = regions.firstIndex(where: { unlike & UInt64($0.bit) == 0 }) {
                regions[known].properties |= 1 << UInt64(position)
            } else {
                regions.append(LivenessRegion(bit: 1 << UInt8(position), properties: 1 << UInt64(position)))
            }
        }
        return regions
    }

    /// Takes states out of a region from which every way leads out of it, and notes which of its properties are asked for
    /// in what is left.
    func walk(through region: LivenessRegion) throws {
        try evaluate(threads: 1) { expander in
            var walk = LivenessWalk(self, expander, through: region.bit)
            for (depth, runs) in self.search.levels.enumerated() {
                for state in runs.joined() where self.marks[state] & region.bit != 0 {
                    if self.search.control.isStopped { return }
                    // Visited on the way from another; whatever it asks for, no run stays there.
                    if self.marks.visit(state) == .trimmed { continue }
                    let asking = self.judge(state, expander, isInitial: depth == 0).asking | self.always
                    if asking & region.properties == 0 { continue }
                    walk.visit(from: state)
                    if self.marks.visit(state) == .kept { self.open |= asking & region.properties }
                }
            }
        }
        marks.endWalk(through: region.bit)
    }
}
