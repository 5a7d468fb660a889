public import QuorateLanguage
import QuorateQuorums

extension Scrubbing {
    public enum Action: SpecAction {
        case rot(Device, block: Int)
        /// The scrubber finds that the roots are the same.
        case pass(Device)
        /// The scrubber finds that the roots differ.
        case search(Device)
        case compare
        case repair

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case rot, pass, search, compare, repair }

        public var kind: Kind {
            switch self {
            case .rot: .rot
            case .pass: .pass
            case .search: .search
            case .compare: .compare
            case .repair: .repair
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for device in Device.values {
            for block in 0..<blocks {
                let canRot =
                    !s[device].contains(block) && (mutant == .rottenCopy || !s[device.mirror].contains(block))
                next.take(.rot(device, block: block), if: canRot && s.decayed.value < decays) {
                    $0[device].insert(block)
                    $0.decayed += 1
                }
            }
            next.take(.pass(device), if: s.phase == .idle && s[device].isEmpty)
            next.take(.search(device), if: s.phase == .idle && !s[device].isEmpty) {
                $0.device = device
                narrow(&$0, to: 0..<blocks)
            }
        }
        next.take(.compare, if: s.phase == .searching) {
            $0.comparisons += 1
            narrow(&$0, to: rangeAfterComparison(in: $0))
        }
        next.take(.repair, if: s.phase == .located) {
            let block = $0.start.value
            if $0[$0.device.mirror].contains(block) {
                $0.phase = .lost
            } else {
                $0[$0.device].remove(block)
                ($0.phase, $0.device, $0.comparisons) = (.idle, .original, 0)
                $0.range = 0..<0
            }
        }
    }

    private func narrow(_ s: inout State, to range: Range<Int>) {
        s.range = range
        s.phase = range.count == 1 ? .located : .searching
    }

    /// Where a rotten block must be, once the hashes of the left half have been compared.
    private func rangeAfterComparison(in s: State) -> Range<Int> {
        var (left, right) = (MerkleTree.left(of: s.range), MerkleTree.right(of: s.range))
        if mutant == .linearScan {
            left = s.range.lowerBound..<s.range.lowerBound + 1
            right = left.upperBound..<s.range.upperBound
        }
        return s[s.device].intersects(left) ? left : right
    }
}
