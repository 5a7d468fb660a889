import QuorateCommand
import QuorateLanguage
import QuorateTraces

/// Actions.
extension StateView {
    private struct Offer {
        let position: Int
        let take: ErasedSpec.Take
        let party: String
    }

    /// The actions by name, and the places where their guards are written.
    func offers(
        _ takes: [ErasedSpec.Take], in state: [SpecValue.Field]
    ) -> (groups: JSONValue, sites: JSONValue) {
        var seen: [ErasedSpec.ActionOutline: Bool] = [:]
        for take in takes { seen[take.action] = seen[take.action] == true || take.successor != nil }
        let wanted = takes.enumerated().compactMap { position, take -> Offer? in
            // Of two places that offer one action, one that has it enabled is enough.
            guard take.successor != nil || seen[take.action] == false else { return nil }
            let party = StepTexts.party(of: take.action, in: state)
            guard filter.party == nil || filter.party == party, matches(take.action) else { return nil }
            return Offer(position: position, take: take, party: party)
        }
        let byName = Dictionary(grouping: wanted, by: \.take.action.name)
        var sites: [SourceSite: Int] = [:]
        let names = spec.actionNames.filter { byName[$0] != nil }
        let groups = names.map { group($0, byName[$0] ?? [], &sites) }
        let places = sites.sorted { $0.value < $1.value }.map { place($0.key, state) }
        return (.array(groups), .array(places))
    }

    private func matches(_ action: ErasedSpec.ActionOutline) -> Bool {
        filter.text.isEmpty || action.description.lowercased().contains(filter.text.lowercased())
    }

    private func group(_ name: String, _ offers: [Offer], _ sites: inout [SourceSite: Int]) -> JSONValue {
        let enabled = offers.filter { $0.take.successor != nil }
        let disabled = offers.filter { $0.take.successor == nil }
        let shown = enabled.prefix(Self.mostOffers) + disabled.prefix(Self.mostOffers)
        return [
            "name": .shown(name), "enabled": JSONValue(enabled.count), "disabled": JSONValue(disabled.count),
            "offers": .array(shown.map { json($0, &sites) }),
        ]
    }

    private func json(_ offer: Offer, _ sites: inout [SourceSite: Int]) -> JSONValue {
        let (take, action) = (offer.take, offer.take.action)
        let site = sites[take.site] ?? sites.count
        sites[take.site] = site
        let child = node.children.first {
            tree.nodes[$0].take?.action == action && tree.nodes[$0].words == take.successor
        }
        return [
            "take": JSONValue(offer.position), "text": .shown(action.description),
            "party": .string(offer.party), "enabled": .boolean(take.successor != nil),
            "arguments": .array(
                action.arguments.map {
                    ["name": .shown($0.name), "value": .shown($0.value.description)]
                }),
            "changesNothing": .boolean(take.successor == node.words), "site": JSONValue(site),
            "child": child.map { JSONValue($0) } ?? .null,
        ]
    }

    /// The guard of a place as it is written, with the values of the fields that it names.
    private func place(_ site: SourceSite, _ state: [SpecValue.Field]) -> JSONValue {
        let condition = texts.condition(at: site)
        let names = condition.map(StepTexts.names) ?? []
        let fields = state.filter { names.contains(Substring($0.name)) }
        return [
            "place": .shown(texts.place(of: site)), "condition": condition.map { .shown($0) } ?? .null,
            "fields": .array(
                fields.map { ["name": .shown($0.name), "value": .shown($0.value.description)] }),
        ]
    }
}
