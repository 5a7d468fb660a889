import QuorateExplorer
import QuorateLanguage

/// Arguments of `check`, as typed.
struct CheckRequest {
    /// The specs, and any `name=value` that stands among them.
    var arguments: [String] = []
    /// The values of `--set`.
    var settings: [String] = []
    var mutants: [String] = []
    var variants: [String] = []
    var properties: [String] = []
    var workers = 1
    var store = StoreKind.exact
    var continues = false
    /// Request to count lines.
    var coverage = false
    /// Folder of a search on disk.
    var disk: DiskUse?
    /// Request for a search over ranks.
    var isDistributed = false
    /// Folder of the checkpoints of a search in memory.
    var checkpoints: CheckpointUse?
    /// Request for a certificate.
    var certifies = false
    var symmetry = SymmetryUse.none
    var limits = Explorer.Limits()

    /// Folder with which `resume` goes on.
    var folder: String? { disk?.folder ?? checkpoints?.folder }

    /// The names of the specs, each once.
    var specs: [String] {
        arguments.filter { !$0.contains("=") }.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// The parameters by name. `managers=3` means the same with and without `--set` in front of it.
    ///
    /// - Throws: ``CommandError`` for one that cannot be read, or is given twice.
    func parsedSettings() throws -> [String: Int] {
        var parsed: [String: Int] = [:]
        for text in settings + arguments where text.contains("=") || settings.contains(text) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]) else {
                throw CommandError.malformedSetting(text)
            }
            if parsed.updateValue(value, forKey: String(parts[0])) != nil {
                throw CommandError.settingTwice(String(parts[0]))
            }
        }
        return parsed
    }

    /// Instance of the spec called `name` that is asked for.
    func instance(of name: String, _ settings: [String: Int]) -> Instance {
        Instance(spec: name, mutant: mutants.first, variant: variants.first, values: settings)
    }

    /// Refuses more than one mutant, and more than one variant.
    func checkChanges() throws {
        if mutants.count > 1 { throw CommandError.severalChanges("mutant", mutants) }
        if variants.count > 1 { throw CommandError.severalChanges("variant", variants) }
    }

    /// Refuses numbers that leave nothing to do, and folders without a path.
    func checkNumbers() throws {
        func require(
            _ isFine: Bool?, _ option: String, _ value: (some CustomStringConvertible)?, _ least: String
        )
            throws
        {
            guard isFine == false, let value else { return }
            let shown = (value as? Double).map(Numerals.asGiven) ?? "\(value)"
            throw CommandError.tooSmall(option: option, value: shown, least: least)
        }
        try require(
            (1...Self.mostWorkers).contains(workers), "--workers", workers, "1 to \(Self.mostWorkers)")
        try require(limits.states.map { $0 >= 1 }, "--max-states", limits.states, "at least 1")
        try require(limits.depth.map { $0 >= 0 }, "--max-depth", limits.depth, "at least 0")
        try require(
            limits.seconds.map { $0 > 0 && $0.isFinite }, "--max-seconds", limits.seconds, "a number above 0")
        try require(
            checkpoints.map { $0.seconds > 0 && $0.seconds.isFinite }, "--every", checkpoints?.seconds,
            "a time above 0, such as 10m")
        try require(limits.memory.map { $0 >= 1 }, "--max-memory", limits.memory, "a size such as 512M")
        let path = "the path of a folder"
        try require(disk.map { !$0.folder.isEmpty }, "--disk", disk?.folder, path)
        try require(checkpoints.map { !$0.folder.isEmpty }, "--checkpoint", checkpoints?.folder, path)
    }

    /// More threads than any machine has processors are a slip of the finger.
    static let mostWorkers = 1024
}
