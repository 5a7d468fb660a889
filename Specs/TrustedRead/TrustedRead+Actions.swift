import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension TrustedRead {
    public enum Action: SpecAction {
        case request(Page)
        case reply(ReplicaID, Page)
        case trust(Page, Contents)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case request, reply, trust }

        public var kind: Kind {
            switch self {
            case .request: .request
            case .reply: .reply
            case .trust: .trust
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for page in Page.values {
            let isRequested = s.requested[page]
            next.take(.request(page), if: !isRequested) { $0.requested[page] = true }
            let copy = Copy(of: page, page.written)
            for i in correct {
                next.take(.reply(i.id, page), if: isRequested && !s.copies.hasCast(copy, by: i)) {
                    $0.copies.cast(copy, by: i.id)
                }
            }
            let isAwaited = isRequested && s.trusted[page] == nil
            for contents in Contents.values {
                next.take(
                    .trust(page, contents), if: isAwaited, given: supports(contents, for: page, in: s.copies)
                ) { $0.trusted[page] = contents }
            }
        }
    }

    /// What the operating system wants to have heard before it takes `page` to hold `contents`.
    @inline(__always)
    func supports(
        _ contents: Contents, for page: Page, in copies: MonotoneVotes<Copy, TwoWords>
    ) -> Evidence {
        let identical = copies[Copy(of: page, contents)]
        switch mutant {
        case .countReplies:
            let others = Contents.values.reduce(identical) { $0.union(copies[Copy(of: page, $1)]) }
            return others.count >= enough && identical.count >= 1
        case .unlabelledReplies:
            return copies[Copy(of: .stack, contents)].union(copies[Copy(of: .heap, contents)]).count >= enough
        case .trustFCopies, .waitForEveryone, nil:
            return identical.count >= enough
        }
    }
}
