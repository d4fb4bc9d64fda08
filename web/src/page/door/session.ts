import { createClient } from "@connectrpc/connect";

import { AccessService, type GetSessionResponse, type Me } from "../../gen/koebel/v1/access_pb";
import type { Organisation } from "../../gen/koebel/v1/common_pb";
import { httpTransport } from "../../http";

/** The doors, over HTTP: nobody is signed in yet. */
export const access = createClient(AccessService, httpTransport);

/** A session of a person, with all a page needs to start. */
export type PersonSession = GetSessionResponse & { me: Me; organisation: Organisation };

/** Whose session it is: a person's, or nobody's as far as this page goes. */
export function isPersons(session: GetSessionResponse): session is PersonSession {
  return session.me !== undefined && session.organisation !== undefined;
}
