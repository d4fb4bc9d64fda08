import { createClient } from "@connectrpc/connect";

import { AccessService, type GetSessionResponse, type Me } from "../../gen/koebel/v1/access_pb";
import { CodeService } from "../../gen/koebel/v1/code_pb";
import type { Organisation } from "../../gen/koebel/v1/common_pb";
import { SignInService } from "../../gen/koebel/v1/sign_in_pb";
import { httpTransport } from "../../http";
import { reasonOf } from "../../live/reason";

/** The doors, over HTTP: nobody is signed in yet. */
export const access = createClient(AccessService, httpTransport);

/** Passwords, one's own sessions, invitations. Over HTTP, where the cookie can change. */
export const signIn = createClient(SignInService, httpTransport);

/** The code of one's own phone. Over HTTP, as passwords are. */
export const codes = createClient(CodeService, httpTransport);

/** Whether nothing is answered yet, because nobody administers this Koebel. */
export function isNotSetUp(error: unknown): boolean {
  return reasonOf(error) === "SET_UP_FIRST";
}

/** A session of a person, with all a page needs to start. */
export type PersonSession = GetSessionResponse & { me: Me; organisation: Organisation };

/** Whose session it is: a person's, or nobody's as far as this page goes. */
export function isPersons(session: GetSessionResponse): session is PersonSession {
  return session.me !== undefined && session.organisation !== undefined;
}
