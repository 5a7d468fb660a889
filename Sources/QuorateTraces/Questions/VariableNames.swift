internal import Foundation

/// The names of variables, each also by its end after any of the modules in front of it.
struct VariableNames {
    /// The whole name, or nil for an end that several have.
    private var whole: [String: String?] = [:]

    init(_ names: [String]) {
        let all = Set(names)
        for name in all {
            var rest = name[...]
            while let colons = rest.range(of: "::") {
                rest = rest[colons.upperBound...]
                let end = String(rest)
                whole[end] = .some(whole[end] == nil ? name : nil)
            }
        }
        // A whole name means itself, whatever ends in it.
        for name in all { whole[name] = name }
    }

    /// The variable that a name means, or nil for none or several.
    func meant(by name: String) -> String? { whole[name] ?? nil }

    /// Returns true if several variables end in the name.
    func isAmbiguous(_ name: String) -> Bool { whole[name] == .some(nil) }
}
