import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateFromHeader } from './from-header.ts';

// Made with openssl for this test: CN = header, valid or not does not matter here.
const base64 =
  'MIIBdzCCAR2gAwIBAgIUYnYOmfF5YiW9Q091ViBS67ffBsEwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGaGVhZGVyMB4XDTI2MTEyMzA1NDYyM1oXDTI2MTIyMzA1NDYyM1owETEPMA0GA1UEAwwGaGVhZGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6+V3GoAVOmoGcZDK8U9Gw8TWN7paTRUhasN61GdVale9AwxXZw8jwjmD2siYUqVjwXEHB5MP1SJXbUDrWESSMKNTMFEwHQYDVR0OBBYEFBEg0YWSVOn+BwBl2I5crU/R2/68MB8GA1UdIwQYMBaAFBEg0YWSVOn+BwBl2I5crU/R2/68MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgFZ06/h/GSJMEUwPgS1gYl8UW4fTgtOltlozHYj3VYloCIQCVGOEn/pYwqloMzMU78W6s2BWqcJdga3ej0ltI4/vLTQ==';
const pem = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const escaped = encodeURIComponent(pem);

describe('a certificate in a header', () => {
  it.each([
    ['as nginx escapes it', escaped],
    ['as PEM in one line', pem.replaceAll('\n', ' ')],
    ['as base64', base64],
    ['as RFC 9440 has it', `:${base64}:`],
    ['as Envoy has it', `By=spiffe://a;Hash=0f;Cert="${escaped}";Subject="CN=header"`],
    ['as Envoy has it, first', `Cert="${escaped}"`],
  ])('is read %s', (_, value) => {
    expect(certificateFromHeader(value)?.subject).toBe('CN=header');
  });

  it.each([
    ['nothing', ''],
    ['a word of a proxy', 'SUCCESS'],
    ['two, as of two headers', `${escaped}, ${escaped}`],
    ['two elements of Envoy', `Cert="${escaped}",Cert="${escaped}"`],
    ['two in one text', encodeURIComponent(pem + pem)],
    ['escapes that are none', '%zz'],
    ['half of one', base64.slice(0, 200)],
    ['very much', base64.repeat(100)],
  ])('is none where it is %s', (_, value) => {
    expect(certificateFromHeader(value)).toBeUndefined();
  });

  it('is never more than that, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (value) => certificateFromHeader(value) === undefined));
  });
});
