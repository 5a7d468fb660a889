import QuorateLanguage

/// Claims of a certificate besides the states themselves.
struct CertificateHead {
    /// Kinds of property that a certificate speaks of, as they are written.
    static let kinds: [PropertyKind] = [.always, .reachable, .deadlockFreedom]
    static let magic = Array("QUORATE STATES\n".utf8)
    /// Version of the form with nothing behind the states, and of that with a ``CertificateTail``.
    static let versions = 1...2

    /// A property that is said to be as it should in the set.
    struct Covered: Hashable {
        let name: String
        let kind: PropertyKind
    }

    /// More is said behind the states.
    let hasTail: Bool
    let instance: Instance
    /// Number of the words of a state.
    let wordCount: Int
    let covered: [Covered]
    /// Properties of liveness, of which only a ranking behind the states says anything.
    let uncovered: [String]
    let figures: SetFigures

    /// Reads everything up to the states.
    ///
    /// - Parameter limit: bytes that states may take.
    init(_ bytes: inout CertificateBytes, limit: Int) throws {
        for letter in Self.magic {
            do {
                guard try bytes.byte() == letter else { throw CertificateError.notACertificate }
            } catch CertificateError.truncated(offset: 0) { throw CertificateError.notACertificate }
        }
        let version = Int(try bytes.byte())
        guard Self.versions.contains(version) else { throw CertificateError.version(version) }
        hasTail = version == 2
        instance = try Self.instance(&bytes)
        wordCount = try bytes.number()
        covered = try bytes.list { bytes in
            let kind = Int(try bytes.byte())
            guard kind < Self.kinds.count else {
                throw bytes.malformed("no kind of property has number \(kind)")
            }
            return Covered(name: try bytes.text(), kind: Self.kinds[kind])
        }
        uncovered = try bytes.list { try $0.text() }
        figures = try SetFigures(&bytes, limit: limit)
    }

    /// Absence of names in the instance that could pass for something else where a person reads them.
    var isPlain: Bool {
        let names =
            [instance.spec, instance.mutant ?? "", instance.variant ?? ""] + instance.settings.map(\.name)
        return names.allSatisfy(FileName.isPlain)
    }

    private static func instance(_ bytes: inout CertificateBytes) throws -> Instance {
        let (spec, mutant, variant) = (
            try bytes.text(), try bytes.optionalText(), try bytes.optionalText()
        )
        let settings = try bytes.list {
            Instance.Setting(name: try $0.text(), value: try $0.signedNumber())
        }
        guard Set(settings.map(\.name)).count == settings.count else {
            throw bytes.malformed("a parameter is set twice")
        }
        return Instance(spec: spec, mutant: mutant, variant: variant, settings: settings)
    }
}
