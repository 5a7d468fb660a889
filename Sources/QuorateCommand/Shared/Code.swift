import ArgumentParser

/// The code of a replay: the one that ships, or the one with the mutant's change.
enum Code: String, CaseIterable, ExpressibleByArgument {
    case shipped, mutant
}
