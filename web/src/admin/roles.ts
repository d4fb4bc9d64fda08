import { Role } from "../gen/koebel/v1/options_pb";
import type { AdminText } from "../text/admin_nl";

/** The roles that are given. */
export const kRoles = [
  { role: Role.CURATOR, name: "curator" },
  { role: Role.LEADER, name: "leader" },
  { role: Role.ADMIN, name: "admin" },
] as const;

export function roleWords(roles: readonly Role[], text: AdminText): string[] {
  return kRoles.filter(({ role }) => roles.includes(role)).map(({ name }) => text.rolesOf[name]);
}
