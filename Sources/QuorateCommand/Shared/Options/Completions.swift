import ArgumentParser

/// Words that a shell completes, out of the catalog of the program that it asks.
extension CompletionKind {
    /// Names of specs.
    static var specs: CompletionKind {
        .custom { _, _, prefix in known(Session.current.catalog.entries.map(\.standard.name), prefix) }
    }

    /// Names of claims and theorems, and of the specs that have some.
    static var claims: CompletionKind {
        .custom { _, _, prefix in
            let requests = (try? ProvePlan.requests(of: Session.current)) ?? []
            return known(
                Session.current.catalog.entries.map(\.standard.name) + requests.map(\.name), prefix)
        }
    }

    /// The names that begin as typed; shells offer whatever they are given.
    private static func known(_ names: [String], _ prefix: String) -> [String] {
        names.filter { $0.hasPrefix(prefix) }
    }
}
