import QuorateExplorer

/// An option that, given with a spec, asks for one run of it and not for its instances.
///
/// All that is about whole catalogs and specs goes through this one list, so that an option that is new here is refused
/// wherever nobody has said that it makes sense.
struct OneRunOption {
    /// The option as it is typed.
    let name: String
    let isGiven: Bool
    /// Sense of it without a spec; a certificate has an error of its own.
    var suitsCatalog = false
    /// Sense of it in a comparison of an adversary with its twin.
    var suitsTwin = false
}

extension CheckRequest {
    /// Every option that asks for one run.
    var oneRunOptions: [OneRunOption] {
        [
            OneRunOption(
                name: "--set", isGiven: !settings.isEmpty || arguments.contains { $0.contains("=") },
                suitsTwin: true),
            OneRunOption(name: "--mutant", isGiven: !mutants.isEmpty, suitsTwin: true),
            OneRunOption(name: "--variant", isGiven: !variants.isEmpty, suitsTwin: true),
            OneRunOption(name: "--property", isGiven: !properties.isEmpty),
            OneRunOption(name: "--continue", isGiven: continues, suitsCatalog: true),
        ] + limitOptions + [
            OneRunOption(name: "--coverage", isGiven: coverage),
            OneRunOption(name: "--disk", isGiven: disk != nil),
            OneRunOption(name: "--distributed", isGiven: isDistributed),
            OneRunOption(name: "--checkpoint", isGiven: checkpoints != nil),
            OneRunOption(name: "--certificate", isGiven: certifies, suitsCatalog: true),
            OneRunOption(name: "--symmetry", isGiven: symmetry != .none),
        ]
    }

    private var limitOptions: [OneRunOption] {
        [
            ("--max-states", limits.states != nil), ("--max-depth", limits.depth != nil),
            ("--max-seconds", limits.seconds != nil), ("--max-memory", limits.memory != nil),
        ].map { OneRunOption(name: $0, isGiven: $1, suitsCatalog: true, suitsTwin: true) }
    }

    /// Request, given with a spec, for one run of it and not for its instances.
    var asksForOneRun: Bool { oneRunOptions.contains(where: \.isGiven) }

    /// Option that asks for other runs than those that a check of the catalog or of specs makes, or nil.
    var optionForOtherRuns: String? {
        oneRunOptions.first(where: \.isGiven)?.name ?? (store == .exact ? nil : "--store \(store.rawValue)")
    }
}
