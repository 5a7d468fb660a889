import ArgumentParser
import QuorateExplorer

/// A time as a person writes it: `90`, `90s`, `10m` or `2h`.
struct TimeSpan: ExpressibleByArgument {
    let seconds: Double

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard let number = Double(digits), number.isFinite,
            let unit = Self.seconds(of: argument.dropFirst(digits.count).lowercased())
        else { return nil }
        seconds = number * unit
    }

    private static func seconds(of unit: String) -> Double? {
        switch unit {
        case "", "s": 1
        case "m", "min": 60
        case "h": 3600
        default: nil
        }
    }
}
