import Foundation

/// Where random tests have their seeds from, the one way for all of them.
///
/// Each test prints its seed, and `QUORATE_SEED` in the environment gives one back:
///
///     QUORATE_SEED=8391 swift test --filter viewChangesStayInside
public enum Seed {
    /// The seed in `QUORATE_SEED`, or else the usual one, or for nil a new one.
    ///
    /// It is printed at once, for a test that does not come to its end.
    public static func announced(
        _ usual: UInt64? = nil, file: String = #fileID, test: String = #function
    ) -> UInt64 {
        let seed = given ?? usual ?? .random(in: 0 ... .max)
        FileHandle.standardError.write(Data("\(file) \(test): QUORATE_SEED=\(seed)\n".utf8))
        return seed
    }

    /// The seeds of a test that takes one as its argument, which a failure prints: the usual ones, or the given one.
    public static func each(_ usual: some Sequence<UInt64>) -> [UInt64] { given.map { [$0] } ?? Array(usual) }

    private static let given: UInt64? = {
        guard let text = ProcessInfo.processInfo.environment["QUORATE_SEED"] else { return nil }
        guard let seed = UInt64(text) else {
            fatalError("QUORATE_SEED=\(text) is no whole number of 64 bits")
        }
        return seed
    }()
}
