/// Numerals as a person reads them, the same in reports, tables and progress.
package enum Numerals {
    /// A whole number with a comma after every three digits, as in `1,146`.
    package static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var grouped = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return number < 0 ? "-" + grouped : grouped
    }

    /// A number and its noun, as in `1 step` and `5 steps`.
    package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }

    /// A whole number with three digits, as in `146`, `1.15k` and `33.3M`.
    package static func rounded(_ number: Int) -> String {
        var amount = Double(number)
        for unit in ["", "k", "M", "G"] {
            if amount < 999.5 {
                if unit.isEmpty { return "\(number)" }
                return fixed(amount, places: amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0) + unit
            }
            amount /= 1000
        }
        return fixed(amount, places: 1) + "T"
    }

    /// A time in seconds, as in `0.012 s`, `3.4 s` and `2:05:09`.
    package static func seconds(_ seconds: Double) -> String {
        switch seconds {
        case ..<1: return fixed(seconds, places: 3) + " s"
        case ..<60: return fixed(seconds, places: 1) + " s"
        default:
            let whole = Int(seconds)
            let minutes = whole / 60 % 60
            let clock = whole >= 3600 ? "\(whole / 3600):\(twoDigits(minutes))" : "\(minutes)"
            return "\(clock):\(twoDigits(whole % 60))"
        }
    }

    /// An amount of memory in bytes, as in `512 B` and `1.2 GiB`.
    package static func bytes(_ bytes: Int) -> String {
        var amount = Double(bytes)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if amount < 1024 { return (unit == "B" ? "\(bytes)" : fixed(amount, places: 1)) + " \(unit)" }
            amount /= 1024
        }
        return fixed(amount, places: 1) + " TiB"
    }

    /// An amount of memory in bytes as it was given, in the largest unit of which it is a whole number.
    package static func exactBytes(_ bytes: Int) -> String {
        let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
        let unit = units.first { bytes > 0 && bytes.isMultiple(of: 1 << $0.1) } ?? ("B", 0)
        return "\(count(bytes >> unit.1)) \(unit.0)"
    }

    /// A number as a person gives it, as in `2`, `0.5` and `1e-300`.
    package static func asGiven(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Number in each second, or a dash when the time is too short to tell: a millisecond or less.
    package static func rate(_ number: Int, in seconds: Double) -> String {
        guard seconds > 0.001 else { return "-" }
        return count(Int(Double(number) / seconds))
    }

    /// Trend of the frontier against the one before, both in states: `growing`, `shrinking` or `steady`.
    package static func trend(_ frontier: Int, after previous: Int) -> String {
        if frontier == previous { return "steady" }
        return frontier > previous ? "growing" : "shrinking"
    }

    /// A number with exactly this many decimal places, rounded.
    package static func fixed(_ number: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((max(0, number) * Double(scale)).rounded())
        let decimals = String(scaled % scale)
        guard places > 0 else { return "\(scaled)" }
        return "\(scaled / scale)." + String(repeating: "0", count: places - decimals.count) + decimals
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
