package import QuorateLanguage

/// Names that are safe in a path, whatever a person calls a property.
package enum FileName {
    /// Small letters and digits with single hyphens between words, as in `every-manager-commits`.
    package static func kebab(_ name: String) -> String {
        var words = ""
        var previous: Character = "-"
        for letter in name {
            let isPlain = letter.isLetter || letter.isNumber
            if letter.isUppercase, previous.isLowercase { words.append("-") }
            if isPlain { words += letter.lowercased() } else if words.last != "-" { words.append("-") }
            previous = letter
        }
        let trimmed = words.trimmingPrefix { $0 == "-" }.prefix(120)
        let end = trimmed.lastIndex { $0 != "-" }.map(trimmed.index(after:)) ?? trimmed.startIndex
        return end == trimmed.startIndex ? "unnamed" : String(trimmed[..<end])
    }

    /// The folder in which a path ends, empty for a name alone: Foundation's traps on a name of one letter.
    package static func parent(of path: String) -> String {
        var rest = path[...]
        while rest.count > 1, rest.hasSuffix("/") { rest.removeLast() }
        guard let slash = rest.lastIndex(of: "/") else { return "" }
        let folder = rest[..<slash]
        return folder.allSatisfy { $0 == "/" } ? "/" : String(folder)
    }

    /// The name of a spec with everything else than letters, digits and underscores made a hyphen.
    package static func folder(_ spec: String) -> String {
        String(spec.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }.prefix(120))
    }
}

extension Instance {
    /// Name of the folder for the spec.
    package var folderName: String { FileName.folder(spec) }

    /// Name of a file, without suffix, as in `hasty-commit-managers-3`.
    ///
    /// - Parameters:
    ///   - property: the property that the file shows, when that is to be told.
    ///   - withSettings: whether the parameters are told.
    package func fileName(showing property: String? = nil, withSettings: Bool = true) -> String {
        let values = withSettings ? settings.map { "\($0.name)-\($0.value)" } : []
        return FileName.kebab((changes + [property].compactMap(\.self) + values).joined(separator: "-"))
    }
}
