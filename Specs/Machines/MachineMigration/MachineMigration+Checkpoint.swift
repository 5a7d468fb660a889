import QuorateFaults

extension MachineMigration {
    /// Numbered state of the machine: the times that its memory and its registers are images of.
    ///
    /// The source has images of the past and the present only, so neither time is beyond the number.
    struct Checkpoint: FiniteValue {
        /// The number, from 1.
        var number: Int
        /// The time of the memory image.
        var memory: Int
        /// The time of the registers.
        var registers: Int

        /// Four states at number 1 and nine at number 2.
        static var valueCount: Int { 13 }
        var packed: UInt64 {
            UInt64(truncatingIfNeeded: number == 1 ? memory &* 2 &+ registers : 4 &+ memory &* 3 &+ registers)
        }
        init(packed: UInt64) {
            let index = Int(truncatingIfNeeded: packed)
            number = index < 4 ? 1 : 2
            memory = index < 4 ? index / 2 : (index &- 4) / 3
            registers = index < 4 ? index % 2 : (index &- 4) % 3
        }

        /// Memory and registers are of one time.
        var isWhole: Bool { memory == registers }

        /// Successor of the start: the machine that is known at the start runs to this checkpoint in one
        /// interval.
        var followsStart: Bool { number == 1 && memory == 1 && registers == 1 }

        /// The checkpoint with the number before from which the machine runs to this one, if there is one.
        ///
        /// There is at most one, because time can be counted back.
        var predecessor: Checkpoint? {
            guard number == 2, memory > 0, registers > 0 else { return nil }
            return Checkpoint(packed: UInt64(truncatingIfNeeded: (memory &- 1) &* 2 &+ registers &- 1))
        }
    }

    /// A signed message of a verifier.
    enum Statement: FiniteValue {
        /// The machine has this state at this number.
        case checkpoint(Checkpoint)
        /// I have signed nothing above this number, and sign no more.
        case latest(Int)

        /// Thirteen checkpoints, and three numbers to report.
        static var valueCount: Int { Checkpoint.valueCount + 3 }
        var packed: UInt64 {
            switch self {
            case .checkpoint(let checkpoint): checkpoint.packed
            case .latest(let number): 13 &+ UInt64(truncatingIfNeeded: number)
            }
        }
        init(packed: UInt64) {
            self =
                packed < 13
                ? .checkpoint(Checkpoint(packed: packed)) : .latest(Int(truncatingIfNeeded: packed &- 13))
        }
    }
}
