import QuorateTraces

/// Place in which a package of one's own finds Quorate.
enum QuorateSource {
    case clone(QuorateClone)
    case version(String, url: String)

    /// Place that the options name, or else the clone in which `program` lies.
    ///
    /// - Throws: ``CommandError``.
    init(path: String?, url: String?, from version: String?, program: String) throws {
        if path != nil, url != nil {
            throw CommandError.optionsExclude("--path", "--url", because: "each says where Quorate is")
        }
        if version != nil, url == nil { throw CommandError.needsOption(option: "--from", needed: "--url") }
        if let url {
            self = .version(try Self.version(version ?? quorateVersion), url: url)
            if identity.isEmpty {
                throw CommandError.unsuitable(
                    option: "--url", value: url, write: "the address of a repository")
            }
        } else if let path {
            guard let clone = QuorateClone(at: path) else { throw CommandError.noClone(path) }
            self = .clone(clone)
        } else {
            guard let clone = QuorateClone(inWhichLies: program) else { throw CommandError.unknownClone }
            self = .clone(clone)
        }
    }

    private static func version(_ text: String) throws -> String {
        guard text.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?/) != nil else {
            throw CommandError.unsuitable(
                option: "--from", value: text, write: "a version, as in --from \(quorateVersion)")
        }
        return text
    }

    /// Name that SwiftPM gives to the package: the last part of its place, whatever its manifest says.
    var identity: String {
        let place =
            switch self {
            case .clone(let clone): clone.folder
            case .version(_, let url): url
            }
        let name = place.split(whereSeparator: { "/:".contains($0) }).last ?? ""
        return String(name.hasSuffix(".git") ? name.dropLast(4) : name)
    }

    /// The dependency in the manifest of a package in `folder`.
    func dependency(of folder: String) -> String {
        switch self {
        case .clone(let clone):
            ".package(name: \"quorate\", path: \(ForeignText.literal(clone.path(from: folder))))"
        case .version(let version, let url):
            // The next version with another second number may need other specs.
            ".package(url: \(ForeignText.literal(url)), .upToNextMinor(from: \(ForeignText.literal(version))))"
        }
    }

    /// The package in the manifest's list of products.
    var packageName: String {
        switch self {
        case .clone: "\"quorate\""
        case .version: ForeignText.literal(identity)
        }
    }
}
