import ArgumentParser

/// An amount of memory as a person writes it: `512M`, `2G`, `2GiB` or a number of bytes.
struct MemorySize: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard let number = Double(digits), number.isFinite,
            let shift = Self.shift(of: argument.dropFirst(digits.count).lowercased())
        else { return nil }
        let bytes = number * Double(1 << shift)
        guard abs(bytes) < 0x1p62 else { return nil }
        self.bytes = Int(bytes)
    }

    /// The power of two that a unit stands for.
    private static func shift(of unit: String) -> Int? {
        switch unit {
        case "", "b": 0
        case "k", "kb", "kib": 10
        case "m", "mb", "mib": 20
        case "g", "gb", "gib": 30
        case "t", "tb", "tib": 40
        default: nil
        }
    }
}
