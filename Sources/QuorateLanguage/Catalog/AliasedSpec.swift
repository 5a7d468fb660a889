/// A spec of a generic type that code calls by another name, such as one of the two types of a spec that is widened.
package protocol AliasedSpec: Spec {
    /// The alias, in the module of the type; nil where it has none.
    static var alias: String? { get }
}

extension ErasedSpec {
    /// Name of the spec's type in code, as in `BFTSpecs.HotStuff`.
    package var callName: String {
        guard let alias = (type(of: evaluated.typed) as? any AliasedSpec.Type)?.alias else { return typeName }
        return "\(typeName.prefix { $0 != "." }).\(alias)"
    }
}
